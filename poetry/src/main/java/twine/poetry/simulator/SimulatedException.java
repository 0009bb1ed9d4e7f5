package twine.poetry.simulator;

/** What fails in the simulator. */
final class SimulatedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String value;

  SimulatedException(String value) {
    super(value);
    this.value = value;
  }

  String value() {
    return value;
  }
}
