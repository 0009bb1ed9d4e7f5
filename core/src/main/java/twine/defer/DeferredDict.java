package twine.defer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import twine.defer.DeferredList.Errors;

/**
 * Several Deferreds as one, told apart by keys instead of places (the book's Part 18, exercise 5).
 * Each method means what its namesake in {@link DeferredList} means, and leaves the members as that
 * one does: their failures are still their own unless {@link Errors#CONSUME} is asked for, and
 * cancelling the whole cancels every member.
 *
 * <p>The map is read once, when it is given. The results are in the order in which it was read, in
 * a map that cannot be changed. Neither a key nor a Deferred may be null; a result may.
 *
 * <p>A race among the members of a map is one among its values: {@link DeferredList#firstOf}.
 */
public final class DeferredDict {

  /**
   * A member's result.
   *
   * @param value the result
   * @param key the member's key
   * @param <K> the type of the key
   * @param <T> the type of the result
   */
  public record Keyed<K, T extends @Nullable Object>(T value, K key) {}

  private DeferredDict() {}

  /**
   * Waits for all, and never fails. An empty map fires at once.
   *
   * <p>{@code {a: d1, b: d2}} ⟶ {@code {a=Success[d1 result], b=Failed[…]}}
   */
  public static <K, T extends @Nullable Object> Deferred<Map<K, Outcome<T>>> of(
      Map<? extends K, ? extends Deferred<? extends T>> members) {
    return of(members, Errors.LEAVE);
  }

  /** {@link #of(Map)} with a choice of what becomes of the members' failures. */
  public static <K, T extends @Nullable Object> Deferred<Map<K, Outcome<T>>> of(
      Map<? extends K, ? extends Deferred<? extends T>> members, Errors errors) {
    var read = new Members<K, T>(members);
    return DeferredList.<T>of(read.deferreds, errors).addCallback(read::underKeys);
  }

  /**
   * Waits for the first success. If all fail, so does this, with {@link FailureGroupException}. An
   * empty map never fires. The other members go on running.
   */
  public static <K, T extends @Nullable Object> Deferred<Keyed<K, T>> fireOnOneCallback(
      Map<? extends K, ? extends Deferred<? extends T>> members) {
    return fireOnOneCallback(members, Errors.LEAVE);
  }

  /** {@link #fireOnOneCallback(Map)} with a choice of what becomes of the failures. */
  public static <K, T extends @Nullable Object> Deferred<Keyed<K, T>> fireOnOneCallback(
      Map<? extends K, ? extends Deferred<? extends T>> members, Errors errors) {
    var read = new Members<K, T>(members);
    return DeferredList.<T>fireOnOneCallback(read.deferreds, errors)
        .addCallback(first -> new Keyed<>(first.value(), read.keys.get(first.index())));
  }

  /**
   * Waits for all, or for the first failure, with which this fails as {@link FirstErrorException},
   * which has the key. An empty map fires at once. After a failure the other members go on running.
   */
  public static <K, T extends @Nullable Object> Deferred<Map<K, Outcome<T>>> fireOnOneErrback(
      Map<? extends K, ? extends Deferred<? extends T>> members) {
    return fireOnOneErrback(members, Errors.LEAVE);
  }

  /** {@link #fireOnOneErrback(Map)} with a choice of what becomes of the failures. */
  public static <K, T extends @Nullable Object> Deferred<Map<K, Outcome<T>>> fireOnOneErrback(
      Map<? extends K, ? extends Deferred<? extends T>> members, Errors errors) {
    var read = new Members<K, T>(members);
    return read.naming(DeferredList.<T>fireOnOneErrback(read.deferreds, errors));
  }

  /** {@link #fireOnOneErrback(Map)} that gives the plain results. */
  public static <K, T extends @Nullable Object> Deferred<Map<K, T>> gatherResults(
      Map<? extends K, ? extends Deferred<? extends T>> members) {
    return gatherResults(members, Errors.LEAVE);
  }

  /** {@link #gatherResults(Map)} with a choice of what becomes of the failures. */
  public static <K, T extends @Nullable Object> Deferred<Map<K, T>> gatherResults(
      Map<? extends K, ? extends Deferred<? extends T>> members, Errors errors) {
    var read = new Members<K, T>(members);
    return read.naming(DeferredList.<T>gatherResults(read.deferreds, errors));
  }

  /** The map as two lists in the same order. */
  private static final class Members<K, T extends @Nullable Object> {
    private final List<K> keys;
    private final List<Deferred<? extends T>> deferreds;

    Members(Map<? extends K, ? extends Deferred<? extends T>> members) {
      var read = new LinkedHashMap<K, Deferred<? extends T>>(members);
      this.keys = List.copyOf(read.keySet());
      this.deferreds = List.copyOf(read.values());
    }

    /** The results of a list of these Deferreds, or its first failure, with the keys put to it. */
    <V extends @Nullable Object> Deferred<Map<K, V>> naming(Deferred<List<V>> list) {
      return list.addErrback(
              FirstErrorException.class,
              first -> {
                throw new FirstErrorException(first, keys.get(first.index()));
              })
          .addCallback(this::underKeys);
    }

    <V extends @Nullable Object> Map<K, V> underKeys(List<V> values) {
      Map<K, V> named = LinkedHashMap.newLinkedHashMap(keys.size());
      for (int i = 0; i < keys.size(); i++) {
        named.put(keys.get(i), values.get(i));
      }
      return Collections.unmodifiableMap(named);
    }
  }
}
