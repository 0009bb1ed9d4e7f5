package twine.poetry.simulator;

/** The two sides of a chain: results go down one, failures the other. */
enum Side {
  CALLBACK,
  ERRBACK
}
