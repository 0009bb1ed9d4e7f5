package twine.trial.report;

import java.io.Serializable;
import java.time.Duration;

/**
 * What came of one test.
 *
 * @param name which test it is
 * @param verdict what came of it
 * @param text why: a reason, or a stack; empty if all is well
 * @param took how long it took
 */
public record Result(TestName name, Verdict verdict, String text, Duration took)
    implements Serializable {

  /** Something that could not even be begun. */
  public static Result error(TestName name, String text) {
    return new Result(name, Verdict.ERROR, text, Duration.ZERO);
  }
}
