package twine.poetry.part12;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.protocols.MessageReceiver;

/**
 * What one client asks and is answered, whatever protocol it speaks: one poem, after which the
 * server closes the connection, as the book's does.
 *
 * <pre>
 *   LISTENING ── a request ──▶ WORKING ── a poem, or none ──▶ OVER
 *       ├── nonsense ──────────────────────────────────────────▶┤
 *       └── nothing ───────────────────▶└── the client leaves ──┘
 * </pre>
 *
 * <p>What else a client sends while a poem is worked on is ignored. One that has only finished
 * sending gets its answer (exercise 4); for one that has left the work is cancelled.
 */
final class Conversation {
  private final MessageReceiver receiver;
  private final Transforms service;
  private final Consumer<byte[]> answer;
  private final Consumer<String> log;

  private State state = State.LISTENING;
  private @Nullable Deferred<?> work;

  private enum State {
    LISTENING,
    WORKING,
    OVER
  }

  /**
   * Begins a conversation.
   *
   * @param receiver what hears the client
   * @param answer sends a transformed poem
   * @param log takes a line about what went wrong
   */
  Conversation(
      MessageReceiver receiver, Transforms service, Consumer<byte[]> answer, Consumer<String> log) {
    this.receiver = receiver;
    this.service = service;
    this.answer = answer;
    this.log = log;
  }

  /** The client wants a poem transformed. */
  void ask(String name, byte[] poem) {
    if (state == State.LISTENING) {
      state = State.WORKING;
      work =
          Deferred.maybeAsync(() -> service.transform(name, poem))
              .onResult(answer::accept)
              .handle(failure -> refuse(name, failure))
              .onBoth(this::close);
    }
  }

  private void refuse(String name, Failure failure) {
    if (state == State.WORKING) {
      String why = failure.getErrorMessage();
      say(failure.check(UnknownTransformException.class) == null ? name + " failed: " + why : why);
    }
  }

  /** What the client sends cannot be understood: says why, and closes the connection. */
  void drop(String why) {
    if (state == State.LISTENING) {
      say(why);
      close();
    }
  }

  /** The client has finished sending. It gets what it has asked for, if that is anything. */
  void allSent() {
    if (state == State.LISTENING) {
      sayIfCutOff();
      close();
    }
  }

  /** The connection is over: nobody waits for an answer any more. */
  void end() {
    State before = state;
    state = State.OVER;
    if (before == State.LISTENING) {
      sayIfCutOff();
    } else if (before == State.WORKING && work != null) {
      log.accept("the connection to " + peer() + " ended before its poem was ready");
      work.cancel();
    }
  }

  private void sayIfCutOff() {
    int bytes = receiver.unfinishedBytes();
    if (bytes > 0) {
      log.accept(
          "the connection to %s ended in the middle of a request, after %d %s"
              .formatted(peer(), bytes, bytes == 1 ? "byte" : "bytes"));
    }
  }

  private void say(String why) {
    log.accept(peer() + " is dropped: " + why);
  }

  private String peer() {
    return receiver.transport().getPeer().toString();
  }

  private void close() {
    if (state != State.OVER) {
      state = State.OVER;
      receiver.transport().loseConnection();
    }
  }
}
