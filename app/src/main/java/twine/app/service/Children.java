package twine.app.service;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The services in a collection, in the order in which they were added. */
final class Children {
  private final ServiceCollection parent;
  private final List<Service> children = new ArrayList<>();

  Children(ServiceCollection parent) {
    this.parent = parent;
  }

  /** A copy. */
  List<Service> all() {
    return List.copyOf(children);
  }

  Service named(String name) {
    Service found = find(name);
    if (found == null) {
      throw new NoSuchElementException(
          "there is no service named '%s' in %s; there are: %s"
              .formatted(name, parent, String.join(", ", names())));
    }
    return found;
  }

  private @Nullable Service find(String name) {
    for (Service child : children) {
      if (name.equals(child.name())) {
        return child;
      }
    }
    return null;
  }

  private List<String> names() {
    return children.stream().map(Service::name).filter(Objects::nonNull).toList();
  }

  void add(Service child) {
    if (children.contains(child)) {
      throw new IllegalStateException(child + " is in " + parent + " already");
    }
    String name = child.name();
    if (name != null && find(name) != null) {
      throw new IllegalStateException(
          "there is a service named '%s' in %s already".formatted(name, parent));
    }
    children.add(child);
  }

  void remove(Service child) {
    if (!children.remove(child)) {
      throw new IllegalArgumentException(child + " is not in " + parent);
    }
  }
}
