package twine.reactor;

/** When a trigger runs, seen from what the reactor itself does at a {@link SystemEvent}. */
public enum Phase {
  /** Before it: everything still works. */
  BEFORE,
  /** While it: at shutdown connections are lost and ports closed in this phase. */
  DURING,
  /** After it. */
  AFTER
}
