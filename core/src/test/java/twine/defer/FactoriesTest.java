package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Part 14: Deferreds that are made with an outcome. */
@ExtendWith(NothingUnhandled.class)
final class FactoriesTest {
  private final List<Object> seen = new ArrayList<>();
  private final IOException oops = new IOException("oops");

  @Test
  @Tag("P14.4")
  void succeedHasFired() {
    Deferred.succeed("poem").onResult(seen::add);

    assertThat(seen).containsExactly("poem");
  }

  @Test
  @Tag("P14.4")
  @Tag("P14.7")
  void failHasFailed() {
    var failure = new Failure(oops);
    Deferred.fail(oops).handle(f -> seen.add(f.value()));
    Deferred.fail(failure).handle(seen::add);

    assertThat(seen).containsExactly(oops, failure);
  }

  @Test
  @Tag("P14.3")
  void maybeDeferredGivesTheValue() {
    Deferred.maybeDeferred(() -> "poem").onResult(seen::add);

    assertThat(seen).containsExactly("poem");
  }

  @Test
  @Tag("P14.3")
  void maybeDeferredGivesTheVeryDeferredThatTheFunctionReturned() {
    var deferred = new Deferred<String>();

    assertThat(Deferred.<Object>maybeDeferred(() -> deferred)).isSameAs(deferred);
    assertThat(Deferred.<String>maybeAsync(() -> deferred)).isSameAs(deferred);
  }

  @Test
  @Tag("P14.3")
  void maybeDeferredTakesAReturnedFailureForOne() {
    var failure = new Failure(oops);
    Deferred.<Object>maybeDeferred(() -> failure).handle(seen::add);

    assertThat(seen).containsExactly(failure);
  }

  @Test
  @Tag("P14.3")
  void maybeDeferredCatchesWhatTheFunctionThrows() {
    Deferred.<String>maybeDeferred(
            () -> {
              throw oops;
            })
        .handle(failure -> seen.add(failure.value()));
    Deferred.<String>maybeAsync(
            () -> {
              throw oops;
            })
        .handle(failure -> seen.add(failure.value()));

    assertThat(seen).containsExactly(oops, oops);
  }
}
