package twine.trial.engine;

import org.opentest4j.TestAbortedException;

/** What a test ends with that fails as its {@link twine.trial.Todo} expects. */
public final class StillToDo extends TestAbortedException {
  private static final long serialVersionUID = 1L;

  private final Throwable problem;

  StillToDo(String what, Throwable problem) {
    super("todo: " + what, problem);
    this.problem = problem;
  }

  /** What it has failed with. */
  public Throwable problem() {
    return problem;
  }
}
