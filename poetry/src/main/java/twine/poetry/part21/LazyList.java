package twine.poetry.part21;

import org.jspecify.annotations.Nullable;

/**
 * A list of which each element is got when somebody first looks at it, and kept from then on. It
 * may be without an end.
 *
 * <pre>{@code
 * for (var rest = lines; !rest.isEmpty(); rest = rest.tail()) {
 *   print(rest.head());
 * }
 * }</pre>
 *
 * <p>In a coroutine to look may mean to wait. One coroutine at a time may look.
 *
 * @param <T> an element, never null
 */
final class LazyList<T> {
  private @Nullable Source<? extends T> source;
  private @Nullable T head;
  private @Nullable LazyList<T> tail;

  private LazyList(Source<? extends T> source) {
    this.source = source;
  }

  /** Where elements come from. */
  interface Source<T> {

    /** The next element, or null after the last; asked no more then. */
    @Nullable T next() throws Exception;
  }

  /** The list of what comes from a source. */
  static <T> LazyList<T> of(Source<? extends T> source) {
    return new LazyList<>(source);
  }

  /**
   * Whether it has no elements.
   *
   * @throws Exception why that cannot be known; the next look tries again
   */
  boolean isEmpty() throws Exception {
    return look().head == null;
  }

  /**
   * The first element.
   *
   * @throws IllegalStateException if it has none
   * @throws Exception why it cannot be got; the next look tries again
   */
  T head() throws Exception {
    T first = look().head;
    if (first == null) {
      throw new IllegalStateException("an empty list has no head");
    }
    return first;
  }

  /**
   * The list without its first element; looks no further than that.
   *
   * @throws IllegalStateException if it has none
   * @throws Exception why it cannot be got; the next look tries again
   */
  LazyList<T> tail() throws Exception {
    LazyList<T> rest = look().tail;
    if (rest == null) {
      throw new IllegalStateException("an empty list has no tail");
    }
    return rest;
  }

  private LazyList<T> look() throws Exception {
    Source<? extends T> from = source;
    if (from != null) {
      T next = from.next();
      source = null;
      if (next != null) {
        head = next;
        tail = new LazyList<>(from);
      }
    }
    return this;
  }
}
