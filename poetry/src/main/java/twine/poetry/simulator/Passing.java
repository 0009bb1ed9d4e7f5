package twine.poetry.simulator;

/**
 * What comes by between two pairs of a chain.
 *
 * @param side whether it is a result, on the way to a callback, or a failure, to an errback
 * @param value the result, or what the exception says
 */
record Passing(Side side, String value) {

  /** The value, with an asterisk where it is an exception's. */
  String text() {
    return side == Side.ERRBACK ? value + "*" : value;
  }
}
