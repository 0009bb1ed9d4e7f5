package twine.trial.engine;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.function.Function;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import twine.trial.Skip;

/** Runs the tests of {@code twine.trial}, one after another. */
public final class TrialEngine implements TestEngine {
  /** What the JUnit Platform knows it by. */
  public static final String ID = "twine-trial";

  /** The configuration parameter, or system property, that sets the seed of simulated tests. */
  public static final String SEED = "twine.seed";

  /**
   * The configuration parameter that says how many times the tests have been run before, so that
   * simulated ones go on to their next seeds.
   */
  public static final String PASS = "twine.pass";

  private static final EngineDiscoveryRequestResolver<EngineDescriptor> RESOLVER =
      EngineDiscoveryRequestResolver.<EngineDescriptor>builder()
          .addClassContainerSelectorResolver(TestClass::isOne)
          .addSelectorResolver(context -> new Resolver(context.getClassNameFilter()))
          .addTestDescriptorVisitor(context -> TestDescriptor::prune)
          .build();

  /** For the JUnit Platform. */
  public TrialEngine() {}

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
    var engine = new EngineDescriptor(id, "Trial");
    RESOLVER.resolve(request, engine);
    return engine;
  }

  @Override
  public void execute(ExecutionRequest request) {
    ConfigurationParameters parameters = request.getConfigurationParameters();
    Optional<Long> seed = parameters.get(SEED, Long::valueOf);
    int pass = parameters.get(PASS, Integer::valueOf).orElse(0);
    execute(
        request.getRootTestDescriptor(),
        request.getEngineExecutionListener(),
        test -> new TestRun(test, seed, pass).run());
  }

  private static void execute(
      TestDescriptor what,
      EngineExecutionListener listener,
      Function<MethodDescriptor, TestExecutionResult> runner) {
    Optional<String> skipped = skipped(what);
    if (skipped.isPresent()) {
      listener.executionSkipped(what, skipped.get());
      return;
    }
    listener.executionStarted(what);
    listener.executionFinished(
        what,
        what instanceof MethodDescriptor test
            ? runner.apply(test)
            : children(what, listener, runner));
  }

  private static TestExecutionResult children(
      TestDescriptor parent,
      EngineExecutionListener listener,
      Function<MethodDescriptor, TestExecutionResult> runner) {
    parent.getChildren().forEach(child -> execute(child, listener, runner));
    return TestExecutionResult.successful();
  }

  private static Optional<String> skipped(TestDescriptor what) {
    AnnotatedElement element =
        switch (what) {
          case ClassDescriptor tests -> tests.tests().type();
          case MethodDescriptor test -> test.method();
          default -> TrialEngine.class;
        };
    return Optional.ofNullable(element.getAnnotation(Skip.class)).map(Skip::value);
  }
}
