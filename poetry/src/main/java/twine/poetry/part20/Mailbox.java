package twine.poetry.part20;

import static twine.coroutine.Coroutine.await;

import twine.defer.DeferredQueue;

/**
 * The messages that others have sent to a process, in the order in which they came.
 *
 * @param <M> what may be sent; a sealed interface lets the compiler see that none is forgotten
 */
final class Mailbox<M> {
  private final DeferredQueue<M> messages = new DeferredQueue<>();

  /** Sends a message, and does not wait for anything. */
  void send(M message) {
    messages.put(message);
  }

  /** Waits for a message, in the process whose mailbox this is. */
  M receive() throws Exception {
    return await(messages.get());
  }
}
