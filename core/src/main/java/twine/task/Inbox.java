package twine.task;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.PushProducer;
import twine.net.error.ConnectionDoneException;

/**
 * The messages of a connection, for code that asks for one after another: it turns the loop around
 * a protocol's callbacks, which the book's Part 20 calls a virtual one, into a loop that can be
 * read.
 *
 * <pre>{@code
 * final class Chat extends LineReceiver {
 *   private final Inbox<String> lines = new Inbox<>(16);
 *
 *   @Override public void connectionMade() {
 *     lines.registerProducer(this);
 *     Coroutine.start(this::converse).handle(Failure::printTraceback);
 *   }
 *
 *   @Override protected void lineReceived(ByteBuffer line) { lines.put(Bytes.utf8(line)); }
 *
 *   @Override public void connectionLost(Failure reason) { lines.end(reason); }
 *
 *   private @Nullable Void converse() throws Exception {
 *     try (lines) {
 *       String line;
 *       while ((line = await(lines.receive())) != null) {
 *         sendLine(await(answer(line)));
 *       }
 *       return null;
 *     }
 *   }
 * }
 * }</pre>
 *
 * <pre>
 *              end                      the messages that are here, then null or the failure
 *   OPEN ──────────────▶ ENDED
 *     └──── close ─────▶ CLOSED ◀── close ── ENDED      nothing is here any more
 * </pre>
 *
 * <p><b>Messages are owned.</b> What is put in is received later. A buffer that is valid only until
 * a protocol's method returns must be copied first, as {@link twine.net.Bytes} does.
 *
 * <p><b>Memory.</b> Once as many messages wait as the limit allows, the producer is paused, and the
 * peer slowed down with it, until all of them have been received. A transport and the receivers of
 * {@code twine.protocols} hand over nothing while they are paused, so no more than the limit is
 * ever here. A protocol that finds several messages in one portion and hands them over regardless
 * may bring those in addition.
 *
 * <p><b>Thread rule.</b> An inbox belongs to the loop of its connection.
 *
 * @param <T> a message; never null, which is the end
 */
public final class Inbox<T> implements AutoCloseable {
  private enum State {
    OPEN,
    ENDED,
    CLOSED
  }

  private final int limit;
  private final ArrayDeque<T> messages = new ArrayDeque<>();
  private final LinkedHashSet<Deferred<@Nullable T>> waiting = new LinkedHashSet<>();

  private State state = State.OPEN;
  private @Nullable Failure failure;
  private @Nullable PushProducer producer;
  private boolean paused;

  /**
   * Creates an inbox.
   *
   * @param limit with how many waiting messages the producer is paused, at least 1
   */
  public Inbox(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("An inbox must hold at least 1 message, not " + limit);
    }
    this.limit = limit;
  }

  // ---- for the protocol

  /**
   * Names what the messages come from, so that it can be slowed down: the transport, or a receiver
   * of {@code twine.protocols}, which also keeps back what it has read already. If the inbox is
   * over already, the producer is told to stop and is not registered.
   *
   * @throws IllegalStateException if a producer is registered
   */
  public void registerProducer(PushProducer producer) {
    if (this.producer != null) {
      throw new IllegalStateException("A producer is registered already: " + this.producer);
    }
    if (state != State.OPEN) {
      producer.stopProducing();
      return;
    }
    this.producer = producer;
    pauseIfFull();
  }

  /**
   * Puts a message in. Whoever has waited longest gets it, now; if nobody waits it is kept. After
   * {@link #close} it is dropped.
   *
   * @throws IllegalStateException after {@link #end()}
   */
  public void put(T message) {
    Objects.requireNonNull(message, "message");
    if (state == State.ENDED) {
      throw new IllegalStateException("A message came after the end: " + message);
    }
    if (!waiting.isEmpty()) {
      waiting.removeFirst().callback(message);
    } else if (state == State.OPEN) {
      messages.add(message);
      pauseIfFull();
    }
  }

  /** There are no more messages. Does nothing if that is known. */
  public void end() {
    end(null, State.ENDED);
  }

  /**
   * The connection is over. After a clean close there are no more messages; with any other reason
   * that is what is received after them. Does nothing if the end is known.
   */
  public void end(Failure reason) {
    boolean clean = reason.check(ConnectionDoneException.class) != null;
    end(clean ? null : reason, State.ENDED);
  }

  private void end(@Nullable Failure reason, State over) {
    if (state != State.OPEN) {
      return;
    }
    state = over;
    failure = reason;
    producer = null;
    while (!waiting.isEmpty()) {
      fireWithEnd(waiting.removeFirst());
    }
  }

  private void fireWithEnd(Deferred<@Nullable T> receiver) {
    if (failure == null) {
      receiver.callback(null);
    } else {
      receiver.errback(failure);
    }
  }

  // ---- for the reader

  /**
   * Receives a message. Several who wait are served in the order of their calls. Cancelling the
   * Deferred gives up the place among them and takes no message away.
   *
   * @return fires with the next message; once all have been received, with null after a clean end,
   *     each time, or else with the failure that ended the connection
   * @throws RuntimeException what a message's handler throws that the producer calls when it is
   *     told to resume; no message is lost then
   */
  public Deferred<@Nullable T> receive() {
    T message = messages.poll();
    if (message != null) {
      resumeIfEmpty(message);
      return Deferred.succeed(message);
    }
    var receiver = new Deferred<@Nullable T>(waiting::remove);
    if (state == State.OPEN) {
      waiting.add(receiver);
    } else {
      fireWithEnd(receiver);
    }
    return receiver;
  }

  /** How many messages wait to be received. */
  public int size() {
    return messages.size();
  }

  /**
   * The reader wants no more. What is here and what still comes is dropped, whoever waits or asks
   * finds the end, and the producer is told to stop, which closes the connection.
   */
  @Override
  public void close() {
    PushProducer stopped = producer;
    end(null, State.CLOSED);
    state = State.CLOSED;
    failure = null;
    messages.clear();
    if (stopped != null) {
      stopped.stopProducing();
    }
  }

  // ---- the producer

  private void pauseIfFull() {
    if (producer != null && !paused && messages.size() >= limit) {
      paused = true;
      producer.pauseProducing();
    }
  }

  /** The producer may bring more at once, so {@code taken} must have been taken. */
  private void resumeIfEmpty(T taken) {
    if (producer == null || !paused || !messages.isEmpty()) {
      return;
    }
    paused = false;
    boolean resumed = false;
    try {
      producer.resumeProducing();
      resumed = true;
    } finally {
      if (!resumed) {
        messages.addFirst(taken);
      }
    }
  }
}
