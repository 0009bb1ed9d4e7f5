package twine.defer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.DeferredList.Errors;

/**
 * Several Deferreds being watched, and the one that stands for all of them. Subclasses decide what
 * that one is fired with, and when.
 *
 * @param <T> the members' results
 * @param <R> the result of the whole
 */
abstract class Gathering<T extends @Nullable Object, R extends @Nullable Object> {
  private final List<? extends Deferred<? extends T>> members;
  private final @Nullable Outcome<T>[] outcomes;
  private final Deferred<R> whole = new Deferred<>();
  private int missing;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Gathering(Collection<? extends Deferred<? extends T>> members) {
    this.members = List.copyOf(members);
    this.missing = members.size();
    this.outcomes = new Outcome[missing];
  }

  final Deferred<R> start(Errors errors) {
    whole.relayCancel(() -> cancel(whole));
    if (members.isEmpty()) {
      allArrived(whole);
    }
    for (int i = 0; i < members.size(); i++) {
      watch(members.get(i), i, errors);
    }
    return whole;
  }

  private <S extends T> void watch(Deferred<S> member, int index, Errors errors) {
    member.onBoth(outcome -> arrived(outcome, index));
    if (errors == Errors.CONSUME) {
      member.handle(_ -> {});
    }
  }

  private void arrived(Outcome<? extends T> outcome, int index) {
    outcomes[index] = narrow(outcome);
    missing--;
    if (whole.hasFired()) {
      return;
    }
    switch (outcome) {
      case Outcome.Success<? extends T>(var value) -> succeeded(whole, value, index);
      case Outcome.Failed<? extends T>(Failure failure) -> failed(whole, failure, index);
    }
    if (missing == 0 && !whole.hasFired()) {
      allArrived(whole);
    }
  }

  /** An outcome cannot be changed, so one of a narrower type is one of a wider type. */
  @SuppressWarnings("unchecked")
  private static <T extends @Nullable Object> Outcome<T> narrow(Outcome<? extends T> outcome) {
    return (Outcome<T>) outcome;
  }

  /** A member has succeeded, while the whole has not been fired. */
  void succeeded(Deferred<R> whole, T value, int index) {}

  /** A member has failed, while the whole has not been fired. */
  void failed(Deferred<R> whole, Failure failure, int index) {}

  /** No member is missing, and the whole has not been fired. */
  abstract void allArrived(Deferred<R> whole);

  /** The whole has been cancelled before it was fired. */
  void cancel(Deferred<R> whole) {
    cancelMembers();
  }

  final void cancelMembers() {
    members.forEach(Deferred::cancel);
  }

  /** All outcomes in the members' order, when none is missing. */
  final List<Outcome<T>> outcomes() {
    return Collections.unmodifiableList(Arrays.asList(outcomes));
  }

  /** The failures among the outcomes that have arrived, in the members' order. */
  final List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    for (Outcome<T> outcome : outcomes) {
      if (outcome instanceof Outcome.Failed<T>(Failure failure)) {
        failures.add(failure);
      }
    }
    return failures;
  }
}
