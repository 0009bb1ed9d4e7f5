package twine.poetry.simulator;

/** What a callback or an errback does. */
sealed interface Step {

  /** It returns a value of its own. */
  record Return(String value) implements Step {}

  /** It throws. */
  record Fail(String value) implements Step {}

  /** It returns what it was given. */
  record Passthru() implements Step {}

  /** Does it, as part of the chain of a Deferred. */
  default Object run(Object argument) throws SimulatedException {
    return switch (this) {
      case Return(String value) -> value;
      case Fail(String value) -> throw new SimulatedException(value);
      case Passthru() -> argument;
    };
  }

  /** What it does, in the words with which it was entered. */
  default String caption() {
    return switch (this) {
      case Return(String value) -> "return " + value;
      case Fail(String value) -> "fail " + value;
      case Passthru() -> "passthru";
    };
  }
}
