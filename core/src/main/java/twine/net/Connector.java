package twine.net;

/**
 * One destination that a program connects to, perhaps several times (the book's Part 5).
 *
 * <pre>
 *               ┌───────────────── connect ─────────────────┐
 *               ▼                                           │
 *   connectTcp ─▶ CONNECTING ── success ──▶ CONNECTED       │
 *                   │  │                       │ lost       │
 *                   │  └─ failed, stopped ─▶ DISCONNECTED ──┘
 *                   └───────────────────────────▲
 * </pre>
 */
public interface Connector {

  /**
   * Tries once more.
   *
   * @throws IllegalStateException if it is connected or an attempt is under way
   */
  void connect();

  /** Ends what there is: {@link #stopConnecting} during an attempt, else loseConnection. */
  void disconnect();

  /**
   * Gives the attempt up. The factory's clientConnectionFailed gets a {@link
   * twine.net.error.UserAbortedException}, later.
   *
   * @throws IllegalStateException if no attempt is under way
   */
  void stopConnecting();

  /** Where this connector connects to, as it was asked for: an unresolved name stays a name. */
  Address getDestination();
}
