package twine.app.service;

/** When a {@link Supervisor} restarts a child. */
public enum Restart {
  /** Always: it should never end. */
  PERMANENT,
  /**
   * When it has {@linkplain Service#fail failed}, not when it has {@link Service#finish finished}.
   */
  TRANSIENT,
  /** Never: when it ends, or others have it stopped, it is taken out of the supervisor. */
  TEMPORARY;

  boolean after(boolean failure) {
    return this == PERMANENT || (this == TRANSIENT && failure);
  }
}
