package twine.trial.report;

import java.io.Serializable;

/** Something that happens while tests run. Those of one process are in their order. */
public sealed interface News extends Serializable {

  /** A test begins. */
  record Begun(TestName name) implements News {}

  /** Somebody has printed something, with or without the end of a line. */
  record Printed(String text) implements News {}

  /** Something was logged: whole lines. */
  record Logged(String text) implements News {}

  /** A test is over; it need not have begun. */
  record Ended(Result result) implements News {}
}
