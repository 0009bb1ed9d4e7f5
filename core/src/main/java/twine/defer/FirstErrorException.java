package twine.defer;

import org.jspecify.annotations.Nullable;

/**
 * One of several Deferreds failed, and the rest was not waited for: see {@link
 * DeferredList#fireOnOneErrback} and {@link DeferredList#gatherResults}, and their namesakes in
 * {@link DeferredDict}.
 */
public final class FirstErrorException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Failure failure;
  private final int index;
  private final transient @Nullable Object key; // it need not be serializable

  /** Creates the exception for the member at {@code index} (from 0), which failed so. */
  public FirstErrorException(Failure failure, int index) {
    super("Number " + index + " failed: " + failure.describe(), failure.value());
    this.failure = failure;
    this.index = index;
    this.key = null;
  }

  FirstErrorException(FirstErrorException first, Object key) {
    super(key + " failed: " + first.failure.describe(), first.failure.value());
    this.failure = first.failure;
    this.index = first.index;
    this.key = key;
  }

  /** How the member failed. */
  public Failure failure() {
    return failure;
  }

  /** The member's place in the list, or in the order in which the map was read, from 0. */
  public int index() {
    return index;
  }

  /**
   * The member's key in the map; its index if it was in a list. A copy made by serialization has
   * only the index.
   */
  public Object key() {
    return key == null ? index : key;
  }
}
