package twine.trial.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import twine.trial.report.News;
import twine.trial.report.Result;
import twine.trial.report.TestName;

/**
 * Has the last word if the process ends in the middle of a pass: because somebody interrupts it, or
 * by a call that {@link TestLoader} could not see. Whatever status that call wants, it is 1.
 */
final class ExitGuard {
  private static final TestName NO_TEST = TestName.of("trial");

  private final Pass pass;
  private final Thread hook = new Thread(this::tell, "trial exit guard");

  /** Begins to guard {@code pass}. */
  ExitGuard(Pass pass) {
    this.pass = pass;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** To be called when the pass is over. */
  void dismiss() {
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private void tell() {
    pass.accept(
        new News.Ended(
            Result.error(
                pass.current().orElse(NO_TEST),
                "the process was ended here, by an interrupt or by this test; those after it were "
                    + "not run")));
    try {
      pass.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }
}
