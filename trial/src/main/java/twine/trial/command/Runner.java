package twine.trial.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import twine.trial.engine.TrialEngine;
import twine.trial.report.News;

/** Runs tests in this process. */
final class Runner {
  private final ClassLoader loader;
  private final Launcher launcher;
  private final Optional<Long> seed;

  Runner(ClassLoader loader, Optional<Long> seed) {
    this.loader = loader;
    this.launcher = Launchers.create(loader);
    this.seed = seed;
  }

  /** Runs all steps, in the pass that is counted from 0. */
  void run(List<Step> steps, int pass, Consumer<News> news) {
    for (Step step : steps) {
      switch (step) {
        case Step.Run run -> run(run, pass, news);
        case Step.Tell(var result) -> news.accept(new News.Ended(result));
      }
    }
  }

  /** Runs the tests of one step, in the pass that is counted from 0. */
  void run(Step.Run step, int pass, Consumer<News> news) {
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(step.ids().stream().map(DiscoverySelectors::selectUniqueId).toList())
            .configurationParameter(TrialEngine.PASS, Integer.toString(pass));
    seed.ifPresent(only -> request.configurationParameter(TrialEngine.SEED, Long.toString(only)));
    LauncherDiscoveryRequest built = request.build();
    Launchers.with(
        loader,
        () -> {
          launcher.execute(built, new Listener(news));
          return "run";
        });
  }
}
