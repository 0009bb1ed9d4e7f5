package twine.trial.command;

import java.util.List;
import twine.trial.report.Result;

/** What a run does, one after another. */
sealed interface Step {

  /**
   * Runs the tests of a class, or some of them.
   *
   * @param ids what the JUnit Platform knows the tests by
   */
  record Run(List<String> ids) implements Step {}

  /** Tells that something cannot be run. */
  record Tell(Result result) implements Step {}
}
