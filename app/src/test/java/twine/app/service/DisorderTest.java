package twine.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.task.Tasks;
import twine.testing.LoggedErrors;
import twine.testing.simulation.Simulation;
import twine.trial.SetUp;
import twine.trial.Simulated;
import twine.trial.TearDown;

/** Whatever services do, and whenever: what always holds. */
final class DisorderTest {
  private static final int SERVICES = 6;
  private static final List<Strategy> STRATEGIES = List.of(Strategy.values());
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Map<String, Fickle> up = new HashMap<>(); // by name: from the start to the stop
  private final List<String> complaints = new ArrayList<>();
  private final Application application = new Application("app");
  private final LoggedErrors logged = LoggedErrors.ofTwine();
  private final Simulation sim;
  private final SplittableRandom random;

  DisorderTest(Simulation sim) {
    this.sim = sim;
    random = new SplittableRandom(sim.seed());
  }

  @SetUp
  void give() {
    application.setReactor(sim.host("host").reactor());
  }

  /** They say a hundred thousand times what has failed, which is what they are here for. */
  @TearDown
  void close() {
    logged.close();
  }

  private Duration shortWhile() {
    return Duration.ofMillis(random.nextInt(3_000));
  }

  /** Starts or not, and stops at once, later, never, or with a failure. */
  private final class Fickle extends Service {
    private final boolean startsAlways;

    Fickle(String name, boolean startsAlways) {
      super(name);
      this.startsAlways = startsAlways;
    }

    @Override
    public void startService() throws Exception {
      super.startService();
      if (up.putIfAbsent(name(), this) != null) {
        complaints.add("a second " + name() + " is started while there is one");
      }
      if (!startsAlways && random.nextInt(10) == 0) {
        throw new IOException("does not start");
      }
    }

    @Override
    public Deferred<?> stopService() {
      super.stopService();
      Deferred<@Nullable Void> stopping =
          switch (random.nextInt(8)) {
            case 0 -> Tasks.deferLater(reactor(), shortWhile(), () -> null);
            case 1 -> Tasks.deferLater(reactor(), LONG, () -> null);
            case 2 -> Deferred.fail(new IOException("does not stop"));
            case 3 -> new Deferred<>();
            default -> Deferred.succeed(null);
          };
      return stopping.onBoth(() -> up.remove(name(), this));
    }
  }

  private static int index(Service service) {
    return Integer.parseInt(String.valueOf(service.name()));
  }

  @Simulated(seeds = 200)
  void aCollectionLeavesNothingBehindWhateverItsChildrenDo() throws Exception {
    var top = new MultiService();
    application.addService(top);
    for (int i = 0; i < SERVICES; i++) {
      top.addService(new Fickle(Integer.toString(i), false));
    }
    for (int round = 0; round < 5; round++) {
      try {
        application.startService();
        assertThat(up).hasSize(SERVICES);
      } catch (ServiceStartException e) {
        assertThat(application.isRunning()).isFalse();
      }
      sim.runFor(shortWhile());
      sim.await(application.stopService());
      assertThat(up).isEmpty();
      assertThat(top).allMatch(child -> !child.isRunning());
    }
    assertThat(complaints).isEmpty();
  }

  @Simulated(seeds = 300)
  void aSupervisorHasAllItsChildrenUpInTheEnd() throws Exception {
    Strategy strategy = STRATEGIES.get(random.nextInt(STRATEGIES.size()));
    var supervisor = new Supervisor("sup", strategy);
    supervisor.setLimit(Integer.MAX_VALUE, LONG);
    List<Fickle> made = new ArrayList<>();
    for (int i = 0; i < SERVICES; i++) {
      String name = Integer.toString(i);
      supervisor.supervise(
          name,
          () -> {
            made.add(new Fickle(name, made.size() < SERVICES));
            return made.getLast();
          });
    }
    application.addService(supervisor);
    application.startService();
    for (int failures = 0; failures < 20; failures++) {
      List<Service> now = new ArrayList<>();
      supervisor.forEach(now::add);
      Service victim = now.get(random.nextInt(now.size()));
      if (random.nextInt(4) == 0) {
        victim.finish();
      } else {
        victim.fail(new IOException("broke"));
      }
      sim.runFor(shortWhile());
    }
    sim.runFor(LONG);
    assertThat(up).hasSize(SERVICES);
    assertThat(supervisor).extracting(DisorderTest::index).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(supervisor).containsExactlyInAnyOrderElementsOf(up.values());
    assertThat(supervisor).allMatch(Service::isRunning);
    sim.await(application.stopService());
    assertThat(up).isEmpty();
    sim.runFor(LONG);
    assertThat(up).isEmpty();
    assertThat(complaints).isEmpty();
  }

  @Simulated(seeds = 100)
  void aSupervisorThatIsStoppedAtAnyMomentStaysStopped() throws Exception {
    var supervisor = new Supervisor("sup", STRATEGIES.get(random.nextInt(STRATEGIES.size())));
    supervisor.setLimit(Integer.MAX_VALUE, LONG);
    for (int i = 0; i < SERVICES; i++) {
      String name = Integer.toString(i);
      supervisor.supervise(name, () -> new Fickle(name, true));
    }
    application.addService(supervisor);
    application.startService();
    supervisor.forEach(child -> {
      if (random.nextBoolean()) {
        child.fail(new IOException("broke"));
      }
    });
    sim.runFor(shortWhile().dividedBy(random.nextInt(1, 1_000)));
    sim.await(application.stopService());
    assertThat(up).isEmpty();
    sim.runFor(LONG);
    assertThat(up).isEmpty();
    assertThat(application.reactor().pending().isEmpty()).isTrue();
    assertThat(complaints).isEmpty();
  }
}
