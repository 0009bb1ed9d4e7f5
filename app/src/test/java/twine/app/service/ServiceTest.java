package twine.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twine.trial.Assertions.flushLoggedErrors;
import static twine.trial.Assertions.successResultOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import twine.defer.Deferred;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.testing.MemoryReactors;
import twine.trial.Trial;

/** One service: its name, its place, its reactor, and what it must not be asked. */
@Tag("P16.1")
final class ServiceTest {
  private final List<String> events = new ArrayList<>();
  private final Reactor reactor;

  ServiceTest(Reactor reactor) {
    this.reactor = reactor;
  }

  private Probe probe(String name) {
    return new Probe(name, events);
  }

  @Trial
  void itRunsFromItsStartToItsStop() throws Exception {
    Probe service = probe("a");
    assertThat(service.isRunning()).isFalse();
    service.startService();
    assertThat(service.isRunning()).isTrue();
    successResultOf(service.stopService());
    assertThat(service.isRunning()).isFalse();
    successResultOf(service.stopService());
  }

  @Trial
  void itIsNotStartedTwice() throws Exception {
    Probe service = probe("a");
    service.startService();
    assertThatThrownBy(service::startService)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a is running already");
    assertThat(service.isRunning()).isTrue();
  }

  @Trial
  void aNameIsOptionalAndKeptWhileThereIsAParent() {
    Probe service = new Probe(null, events);
    assertThat(service.name()).isNull();
    assertThat(service).hasToString("Probe");
    service.setName("a");
    service.setServiceParent(new MultiService("top"));
    assertThatThrownBy(() -> service.setName("b"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a has a parent and cannot be named b");
    successResultOf(service.disownServiceParent());
    service.setName("b");
    assertThat(service.name()).isEqualTo("b");
    assertThatThrownBy(service::disownServiceParent).hasMessage("b has no parent");
  }

  @Trial
  void aTreeIsNoCircle() {
    var top = new MultiService("top");
    var inner = new MultiService("inner");
    inner.setServiceParent(top);
    assertThatThrownBy(() -> top.setServiceParent(inner))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("top cannot be put into inner, which is in it");
    assertThatThrownBy(() -> top.addService(top)).isInstanceOf(IllegalStateException.class);
    assertThat(top.parent()).isNull();
  }

  @Trial
  void allOfATreeHaveTheReactorOfItsTop() {
    Reactor other = MemoryReactors.create();
    var top = new Application("top");
    var middle = new MultiService();
    Probe leaf = probe("leaf");
    middle.addService(leaf);
    top.addService(middle);
    top.setReactor(other);
    assertThat(leaf.reactor()).isSameAs(other);
    assertThatThrownBy(() -> leaf.setReactor(reactor)).hasMessageStartingWith("leaf has a parent");
    assertThatThrownBy(() -> top.setReactor(reactor))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("belongs to");
  }

  @Trial
  void withoutAReactorItIsTheInstalledOne() {
    assertThat(probe("a").reactor()).isSameAs(Reactors.installed()).isSameAs(reactor);
  }

  @Trial
  void aTreeDoesNotMoveToAnotherReactor() {
    Probe service = probe("a");
    assertThat(service.reactor()).isSameAs(reactor);
    var top = new Application("top");
    top.setReactor(MemoryReactors.create());
    assertThatThrownBy(() -> service.setServiceParent(top))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("a belongs to");
    assertThat(top).isEmpty();
    assertThat(service.parent()).isNull();
  }

  @Trial
  void whoLeavesStopsOnTheReactorThatItHad() {
    Reactor other = MemoryReactors.create();
    var top = new MultiService("top");
    top.setReactor(other);
    Probe service = probe("a");
    service.stopped = new Deferred<@Nullable Void>();
    top.addService(service);
    top.startService();
    service.disownServiceParent();
    assertThat(service.reactor()).isSameAs(other);
    assertThat(other.pending().delayedCalls()).as("its time to stop").hasSize(1);
  }

  @Trial
  void aStopThatThrowsIsAStopAllTheSame() {
    var top = new MultiService("top");
    top.addService(
        new Service("a") {
          @Override
          public Deferred<?> stopService() {
            super.stopService();
            throw new IllegalArgumentException("cannot");
          }
        });
    top.startService();
    successResultOf(top.stopService());
    assertThat(flushLoggedErrors(IllegalArgumentException.class)).hasSize(1);
    top.startService();
    assertThat(top.isRunning()).isTrue();
  }

  @Trial
  void aTimeThatIsNegativeIsNone() {
    assertThatThrownBy(() -> probe("a").setStopTimeout(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new MultiService().stopTimeout()).isEqualTo(Service.FOREVER);
    assertThat(probe("a").stopTimeout()).isEqualTo(Duration.ofSeconds(10));
  }
}
