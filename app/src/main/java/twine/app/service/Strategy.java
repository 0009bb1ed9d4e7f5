package twine.app.service;

import java.util.List;

/** Which children a {@link Supervisor} stops and starts when one of them is to be restarted. */
public enum Strategy {
  /** Only that one: the children have nothing to do with one another. */
  ONE_FOR_ONE,
  /** All of them: none can go on without the others. */
  ONE_FOR_ALL,
  /** That one and those after it, which may rely on it. */
  REST_FOR_ONE;

  /** Of all the children those that share the fate of one of them, in order. */
  <T> List<T> affected(List<T> all, T failed) {
    return switch (this) {
      case ONE_FOR_ONE -> List.of(failed);
      case ONE_FOR_ALL -> List.copyOf(all);
      case REST_FOR_ONE -> List.copyOf(all.subList(all.indexOf(failed), all.size()));
    };
  }
}
