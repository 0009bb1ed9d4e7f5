package twine.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import twine.app.service.Service;

/** Plugins on the class path, and in directories. */
@Tag("P16.11")
@Tag("P16.12")
final class PluginsTest {
  @TempDir private Path directory;

  /** A plugin's source, with annotations as a person would write them. */
  static String source(String name, String command, String more) {
    return """
    package plugins;
    import picocli.CommandLine.*;
    import twine.app.plugin.ServicePlugin;
    import twine.app.service.*;
    @Command(name = "%s", description = "Serves %s.")
    public class %s implements ServicePlugin {
      @Option(names = {"-p", "--port"}, defaultValue = "10000") int port;
      @Option(names = "--poem", required = true) String poem;
      %s
      @Override public Service makeService() { return new MultiService(poem + " on " + port); }
    }
    """
        .formatted(command, command, name, more);
  }

  private static Jar jar(String name, String command, String more) {
    return new Jar()
        .source("plugins." + name, source(name, command, more))
        .providing("plugins." + name);
  }

  private List<String> names() {
    return Plugins.find(directory).all().stream().map(Plugin::name).toList();
  }

  private List<String> broken() {
    return Plugins.find(directory).broken().stream()
        .map(BrokenPlugin::toString)
        .map(text -> text.replace(directory.toString(), "DIR"))
        .toList();
  }

  @Test
  void aPluginInADirectoryIsFoundAndMakesItsService() throws Exception {
    jar("Good", "good", "").in(directory, "good.jar");
    Plugin good = Plugins.find(directory).named("good").orElseThrow();
    assertThat(good.description()).isEqualTo("Serves good.");
    good.commandLine("twined good").parseArgs("--poem", "ecstasy", "-p", "7");
    Service service = good.makeService();
    assertThat(service.name()).isEqualTo("ecstasy on 7");
    assertThat(service.isRunning()).isFalse();
  }

  @Test
  void itsOptionsAreCheckedAndExplained() throws Exception {
    jar("Good", "good", "").in(directory, "good.jar");
    CommandLine line =
        Plugins.find(directory).named("good").orElseThrow().commandLine("twined good");
    assertThatThrownBy(() -> line.parseArgs("-p", "7"))
        .isInstanceOf(MissingParameterException.class)
        .hasMessageContaining("--poem");
    var page = new StringWriter();
    line.usage(new PrintWriter(page, true));
    assertThat(page.toString())
        .startsWith("Usage: twined good [-h]")
        .contains("Serves good.", "--poem", "--port", "--help");
    line.parseArgs("--help");
    assertThat(line.isUsageHelpRequested()).isTrue();
  }

  @Test
  void aPluginOnTheClassPathIsFoundWithoutADirectory() {
    assertThat(Plugins.find().named("on-the-class-path")).isPresent();
  }

  @Test
  void brokenOnesAreToldAndTheOthersAreFound() throws Exception {
    jar("Good", "good", "").in(directory, "a.jar");
    jar("Throws", "throws", "public Throws() { throw new IllegalStateException(\"not today\"); }")
        .in(directory, "b.jar");
    jar("Static", "static", "static final int X = Integer.parseInt(\"x\");").in(directory, "c.jar");
    new Jar()
        .source("plugins.Other", "package plugins; public class Other {}")
        .providing("plugins.Missing", "plugins.Other", "")
        .in(directory, "d.jar");
    new Jar().providing("this is no class name").in(directory, "e.jar");
    jar("Unnamed", "no name", "").in(directory, "f.jar");
    jar("Twice", "twice", "@Option(names = \"--poem\") String again;").in(directory, "g.jar");
    Files.writeString(directory.resolve("h.jar"), "not a jar");
    Files.writeString(directory.resolve("readme.txt"), "not a jar either");
    jar("Last", "last", "").in(directory, "i.jar");
    assertThat(names()).contains("good", "last").doesNotContain("throws", "static", "no name");
    assertThat(broken())
        .contains("DIR/h.jar: it is not a jar")
        .contains("plugins.Throws: IllegalStateException: not today")
        .contains("plugins.Unnamed: IllegalArgumentException: 'no name' is not a name for a plugin")
        .anyMatch(text -> text.startsWith("plugins.Static: NumberFormatException"))
        .anyMatch(text -> text.startsWith("a plugin in DIR: ") && text.contains("plugins.Missing"))
        .anyMatch(text -> text.startsWith("a plugin in DIR: ") && text.contains("plugins.Other"))
        .anyMatch(text -> text.startsWith("a plugin in DIR: ") && text.contains("e.jar"))
        .anyMatch(text -> text.startsWith("plugins.Twice: "))
        .noneMatch(text -> text.contains("readme"))
        .noneMatch(text -> text.contains("\n"));
  }

  @Test
  void aClassWhoseSuperclassIsMissingIsBroken() throws Exception {
    Path lib = Files.createDirectory(directory.resolve("lib"));
    Path base =
        new Jar()
            .source("plugins.Base", "package plugins; public class Base {}")
            .in(lib, "base.jar");
    String extending =
        source("Orphan", "orphan", "")
            .replace("implements ServicePlugin", "extends Base implements ServicePlugin");
    new Jar()
        .source("plugins.Orphan", extending)
        .compiledWith("-cp", System.getProperty("java.class.path") + ":" + base)
        .providing("plugins.Orphan")
        .in(directory, "orphan.jar");
    jar("Good", "zgood", "").in(directory, "z.jar");
    assertThat(names()).contains("zgood");
    assertThat(broken()).contains("a plugin in DIR: ClassNotFoundException: plugins.Base");
    Files.copy(base, directory.resolve("base.jar"));
    assertThat(names()).as("what a plugin needs may lie beside it").contains("orphan");
  }

  @Test
  void ofTwoWithTheSameNameTheFirstIsTaken() throws Exception {
    jar("First", "same", "").in(directory, "1.jar");
    jar("Second", "same", "").in(directory, "2.jar");
    assertThat(Plugins.find(directory).named("same").orElseThrow().className())
        .isEqualTo("plugins.First");
    assertThat(broken())
        .contains("plugins.Second: there is a plugin named same already, plugins.First");
  }

  @Test
  void aDirectoryThatIsNotThereIsTold() {
    Path missing = directory.resolve("missing");
    assertThat(Plugins.find(missing).broken())
        .contains(
            new BrokenPlugin(missing.toString(), "it cannot be read as a directory of plugins"));
  }

  @Test
  void anEmptyDirectoryHasNone() throws IOException {
    assertThat(Plugins.find(directory).all()).hasSameSizeAs(Plugins.find().all());
    assertThat(broken()).isEqualTo(Plugins.find().broken().stream().map(Object::toString).toList());
  }
}
