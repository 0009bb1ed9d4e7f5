package twine.trial.report;

import java.io.IOException;
import java.time.Duration;

/** Tells somebody how tests are getting on. Used on one thread at a time. */
public interface Reporter {

  /** A test begins. */
  void begun(TestName name);

  /** A test has printed something. */
  void printed(String text);

  /** A test is over. */
  void ended(Result result);

  /**
   * All tests are over.
   *
   * @throws IOException if what there is to tell cannot be written
   */
  void finished(Duration took) throws IOException;
}
