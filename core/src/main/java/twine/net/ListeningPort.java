package twine.net;

import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;

/**
 * A place where a program waits for connections (the book's Part 11).
 *
 * <pre>
 *   listenTcp ─▶ LISTENING ── stopListening ──▶ STOPPED
 *                    ▲                             │
 *                    └─────── startListening ──────┘
 * </pre>
 */
public interface ListeningPort {

  /**
   * Listens again after {@link #stopListening}, on the port it had.
   *
   * @throws twine.net.error.CannotListenException if the port cannot be had
   * @throws IllegalStateException if it is listening
   */
  void startListening();

  /**
   * Accepts no more connections and frees the port. Connections that were accepted are left alone.
   *
   * @return fires with null when the port is free; at once if it was not listening
   */
  Deferred<@Nullable Void> stopListening();

  /** The address listened on, with the port that the system chose if it was asked to. */
  Address getHost();
}
