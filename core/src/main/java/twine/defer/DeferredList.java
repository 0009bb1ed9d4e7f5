package twine.defer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several Deferreds as one (the book's Part 18). What Twisted's DeferredList decides by flags is
 * decided here by the name of the method, because the results have different types.
 *
 * <p>The members are only looked at: each goes on with its own outcome, so a member's failure is
 * still its own, and is told as unhandled if the member has no errback, unless {@link
 * Errors#CONSUME} is asked for. Where nothing else is said, results are in the order of the
 * members, in a list that cannot be changed, and cancelling the whole cancels every member, whose
 * outcomes then make up the whole's as ever.
 */
public final class DeferredList {

  /** What becomes of a member's own failure after it has been noted. */
  public enum Errors {
    /** The member stays failed, for its own errbacks. */
    LEAVE,
    /** The member goes on with null; its failure is dealt with. */
    CONSUME
  }

  /**
   * A member's result.
   *
   * @param value the result
   * @param index the member's place in the list, from 0
   * @param <T> the type of the result
   */
  public record Indexed<T extends @Nullable Object>(T value, int index) {}

  private DeferredList() {}

  /**
   * Waits for all, and never fails. An empty list fires at once.
   *
   * <p>{@code [d1, d2, d3]} ⟶ {@code [Success[d1 result], Failed[…], Success[d3 result]]}
   */
  public static <T extends @Nullable Object> Deferred<List<Outcome<T>>> of(
      Collection<? extends Deferred<? extends T>> members) {
    return of(members, Errors.LEAVE);
  }

  /** {@link #of(Collection)} with a choice of what becomes of the members' failures. */
  public static <T extends @Nullable Object> Deferred<List<Outcome<T>>> of(
      Collection<? extends Deferred<? extends T>> members, Errors errors) {
    return new All<T>(members).start(errors);
  }

  /**
   * Waits for the first success. If all fail, so does this, with {@link FailureGroupException}. An
   * empty list never fires. The other members go on running.
   */
  public static <T extends @Nullable Object> Deferred<Indexed<T>> fireOnOneCallback(
      Collection<? extends Deferred<? extends T>> members) {
    return fireOnOneCallback(members, Errors.LEAVE);
  }

  /** {@link #fireOnOneCallback(Collection)} with a choice of what becomes of the failures. */
  public static <T extends @Nullable Object> Deferred<Indexed<T>> fireOnOneCallback(
      Collection<? extends Deferred<? extends T>> members, Errors errors) {
    return new FirstCallback<T>(members).start(errors);
  }

  /**
   * Waits for all, or for the first failure, with which this fails as {@link FirstErrorException}.
   * An empty list fires at once. After a failure the other members go on running.
   */
  public static <T extends @Nullable Object> Deferred<List<Outcome<T>>> fireOnOneErrback(
      Collection<? extends Deferred<? extends T>> members) {
    return fireOnOneErrback(members, Errors.LEAVE);
  }

  /** {@link #fireOnOneErrback(Collection)} with a choice of what becomes of the failures. */
  public static <T extends @Nullable Object> Deferred<List<Outcome<T>>> fireOnOneErrback(
      Collection<? extends Deferred<? extends T>> members, Errors errors) {
    return new FirstErrback<T>(members).start(errors);
  }

  /** {@link #fireOnOneErrback(Collection)} that gives the plain results. */
  public static <T extends @Nullable Object> Deferred<List<T>> gatherResults(
      Collection<? extends Deferred<? extends T>> members) {
    return gatherResults(members, Errors.LEAVE);
  }

  /** {@link #gatherResults(Collection)} with a choice of what becomes of the failures. */
  public static <T extends @Nullable Object> Deferred<List<T>> gatherResults(
      Collection<? extends Deferred<? extends T>> members, Errors errors) {
    return DeferredList.<T>fireOnOneErrback(members, errors).addCallback(DeferredList::values);
  }

  private static <T extends @Nullable Object> List<T> values(List<Outcome<T>> outcomes) {
    List<T> values = new ArrayList<>(outcomes.size());
    for (Outcome<T> outcome : outcomes) {
      if (outcome instanceof Outcome.Success<T>(T value)) {
        values.add(value);
      }
    }
    return Collections.unmodifiableList(values);
  }

  /**
   * A race: gives the first result and cancels the other members. If all fail, so does this, with
   * {@link FailureGroupException}. The members' failures are dealt with. Cancelling the race
   * cancels every member; it then fails with {@link CancelledException}, unless a member makes a
   * result of being cancelled.
   *
   * @throws IllegalArgumentException if there are no members
   */
  public static <T extends @Nullable Object> Deferred<T> firstOf(
      Collection<? extends Deferred<? extends T>> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("A race without runners has no end.");
    }
    return new Race<T>(members).start(Errors.CONSUME);
  }

  private static final class All<T extends @Nullable Object>
      extends Gathering<T, List<Outcome<T>>> {
    All(Collection<? extends Deferred<? extends T>> members) {
      super(members);
    }

    @Override
    void allArrived(Deferred<List<Outcome<T>>> whole) {
      whole.callback(outcomes());
    }
  }

  private static final class FirstCallback<T extends @Nullable Object>
      extends Gathering<T, Indexed<T>> {
    FirstCallback(Collection<? extends Deferred<? extends T>> members) {
      super(members);
    }

    @Override
    void succeeded(Deferred<Indexed<T>> whole, T value, int index) {
      whole.callback(new Indexed<>(value, index));
    }

    @Override
    void allArrived(Deferred<Indexed<T>> whole) {
      if (!failures().isEmpty()) {
        whole.errback(new FailureGroupException(failures()));
      }
    }
  }

  private static final class FirstErrback<T extends @Nullable Object>
      extends Gathering<T, List<Outcome<T>>> {
    FirstErrback(Collection<? extends Deferred<? extends T>> members) {
      super(members);
    }

    @Override
    void failed(Deferred<List<Outcome<T>>> whole, Failure failure, int index) {
      whole.errback(new FirstErrorException(failure, index));
    }

    @Override
    void allArrived(Deferred<List<Outcome<T>>> whole) {
      whole.callback(outcomes());
    }
  }

  private static final class Race<T extends @Nullable Object> extends Gathering<T, T> {
    private boolean cancelled;

    Race(Collection<? extends Deferred<? extends T>> members) {
      super(members);
    }

    @Override
    void succeeded(Deferred<T> whole, T value, int index) {
      whole.callback(value);
      cancelMembers();
    }

    @Override
    void allArrived(Deferred<T> whole) {
      whole.errback(cancelled ? new CancelledException() : new FailureGroupException(failures()));
    }

    @Override
    void cancel(Deferred<T> whole) {
      cancelled = true;
      cancelMembers();
      if (!whole.hasFired()) {
        whole.errback(new CancelledException());
      }
    }
  }
}
