package twine.reactor;

/** Something that happens once in a reactor's life. */
public enum SystemEvent {
  /** The reactor has begun to run. */
  STARTUP,
  /** The reactor has been told to stop. */
  SHUTDOWN
}
