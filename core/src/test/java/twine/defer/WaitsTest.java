package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import twine.loop.Place;

/** When it is noted where things are made. What is told of it, {@code StuckTest} shows. */
final class WaitsTest {

  @Test
  void nothingIsNotedUnlessSomebodyWatches() {
    assertThat(Waits.place(new Deferred<>())).isNull();
    assertThat(Place.noted()).isNull();
  }

  @Test
  void placesAreNotedUntilTheLastOfThoseWhoWatchIsClosed() {
    Waits one = Waits.watch();
    try (Waits other = Waits.watch()) {
      one.close();
      one.close();
      assertThat(Waits.place(new Deferred<>())).isNotNull();
      assertThat(Place.noted()).isNotNull();
    }
    assertThat(Waits.place(new Deferred<>())).isNull();
    assertThat(Place.noted()).isNull();
  }

  @Test
  void aDeferredThatWasMadeBeforeIsWhatItWas() {
    var before = new Deferred<String>();
    try (Waits watch = Waits.watch()) {
      assertThat(Waits.origin(before)).isEqualTo("made when nobody watched");
      before.callback("poem");
      assertThat(before.outcome()).isEqualTo(new Outcome.Success<>("poem"));
    }
  }

  @Test
  void eachWhoWatchesKnowsWhatWasMadeSince() {
    try (Waits one = Waits.watch()) {
      var first = new Deferred<String>().onBoth(() -> {});
      try (Waits other = Waits.watch()) {
        var second = new Deferred<String>().onBoth(() -> {});
        assertThat(one.on(null)).singleElement().asString().startsWith("2 times:");
        assertThat(other.on(null)).singleElement().asString().startsWith("a callback in WaitsTest");
        first.callback("poem");
        assertThat(one.on(null)).hasSize(1);
        second.callback("poem");
      }
      assertThat(one.on(null)).isEmpty();
    }
  }

  @Test
  void toWatchIsNotToDebug() {
    try (Waits watch = Waits.watch()) {
      assertThat(Deferred.isDebugging()).isFalse();
    }
  }

  @Test
  void linesOfTheEngineAreNotTold() {
    Place here = Place.of(new Throwable());
    assertThat(here.lines()).noneMatch(line -> line.startsWith("WaitsTest."));
  }
}
