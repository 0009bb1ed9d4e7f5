package twine.app.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The plugins that there are. They are looked for in these places, one after the other, and of two
 * with the same name the first is taken:
 *
 * <ul>
 *   <li>the module path or the class path of the program,
 *   <li>the jars in directories of plugins: each jar that is a module is a layer of modules of its
 *       own, with what it requires of the others; all that are none are one class path.
 * </ul>
 *
 * <p>What is broken is left out, and told; see {@link #broken}.
 */
public final class Plugins {
  private final TreeMap<String, Plugin> byName = new TreeMap<>();
  private final List<BrokenPlugin> broken = new ArrayList<>();

  private Plugins() {}

  /**
   * Looks for plugins.
   *
   * @param directories the directories of plugins, each of which must be there
   */
  public static Plugins find(Path... directories) {
    var plugins = new Plugins();
    plugins.addOwn();
    for (Path directory : directories) {
      new PluginDirectory(directory, plugins).addAll();
    }
    return plugins;
  }

  private void addOwn() {
    Module own = Plugins.class.getModule();
    var loader =
        own.getLayer() != null
            ? ServiceLoader.load(own.getLayer(), ServicePlugin.class)
            : ServiceLoader.load(ServicePlugin.class, Plugins.class.getClassLoader());
    Providers.each(loader, "a plugin of the program's own", _ -> true, this);
  }

  /** In the order of their names. */
  public Collection<Plugin> all() {
    return List.copyOf(byName.values());
  }

  /** The plugin of this name, if there is one. */
  public Optional<Plugin> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** What should have been a plugin and is none, in the order in which it was found. */
  public List<BrokenPlugin> broken() {
    return List.copyOf(broken);
  }

  void add(Plugin plugin) {
    Plugin first = byName.putIfAbsent(plugin.name(), plugin);
    if (first != null) {
      addBroken(
          plugin.className(),
          "there is a plugin named " + plugin.name() + " already, " + first.className());
    }
  }

  void addBroken(String origin, String reason) {
    broken.add(new BrokenPlugin(origin, reason));
  }
}
