package twine.poetry.simulator;

/** A callback and an errback that are added together. */
record Pair(Step callback, Step errback) {

  Step of(Side side) {
    return side == Side.CALLBACK ? callback : errback;
  }
}
