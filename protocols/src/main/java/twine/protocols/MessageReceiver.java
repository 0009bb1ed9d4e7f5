package twine.protocols;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.net.Protocol;
import twine.net.PushProducer;
import twine.net.Transport;

/**
 * What all receivers of this package have in common: they find messages in a stream of bytes,
 * however it is cut into portions, and hand them over one at a time.
 *
 * <pre>
 *             ┌──── pauseProducing ────▶ PAUSED ──── resumeProducing ────┐
 *          FLOWING ◀── what waited has been handed over ── RESUMING ◀────┘
 *             └── refused, closed, lost, thrown (from any of the three) ──▶ OVER
 * </pre>
 *
 * <p><b>Messages are views.</b> A message is lent as a buffer, from its position to its limit, that
 * is valid until the method that takes it returns; it is to be read only. A message that lies whole
 * in one portion is a view of the bytes as they arrived, with nothing copied and nothing allocated,
 * so there may be other bytes before its position and after its limit. Of a message that is cut
 * each byte is copied once, or when the buffer had to grow meanwhile a third of them once more.
 *
 * <p><b>Memory.</b> A receiver that waits for a message to begin holds no buffer. One that waits
 * for the rest of a message holds at most four times what has arrived, or the buffer that the
 * message before has filled, and never more than the longest message that it takes, with its frame:
 * what a peer merely announces costs nothing. One that is paused holds the rest of the portion in
 * which it was paused.
 *
 * <p><b>Refusal.</b> What is too long or malformed goes to {@link #messageRefused}, which logs it
 * and closes the connection. Nothing that follows is ever handed over.
 *
 * <p><b>Pausing.</b> From {@link #pauseProducing} to {@link #resumeProducing} no message is handed
 * over, not even one that has arrived already, and the transport is paused too. Both may be called
 * at any time on the reactor's thread, also while a message is being handled.
 *
 * <p><b>The end.</b> Once {@link Transport#disconnecting} is true, because a message's handler has
 * closed the connection or because it was lost, nothing more is handed over, and what waits is
 * forgotten. The same goes after a handler has thrown. A message that has begun and not ended when
 * the connection is lost is not reported: {@code connectionLost} is the program's alone to
 * override, and it can ask for {@link #unfinishedBytes}.
 */
public abstract class MessageReceiver extends Protocol implements PushProducer {
  private static final Logger LOG = System.getLogger("twine.protocols");

  /** How many bytes of a frame there may be around a message. */
  static final int MOST_AROUND = 64;

  /** So that a message and its frame together can be counted by an int. */
  static final int MOST = Integer.MAX_VALUE - MOST_AROUND;

  private static final int SMALLEST_HOLD = 64;

  /** Up to so many bytes are copied to be sent in one piece: cheaper than several system calls. */
  private static final int SENT_TOGETHER = 64 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private enum Flow {
    FLOWING,
    PAUSED,
    RESUMING, // the transport is still paused
    OVER
  }

  private final int maxLength;

  private Flow flow = Flow.FLOWING;
  private boolean handling;
  private @Nullable ByteBuffer held; // what has come and is not handled yet
  private @Nullable ByteBuffer later; // what has come after the portion that is being handled
  private @Nullable ByteBuffer spent; // was held, and may be filled again until all is handled
  private int wanted; // how long the message in held is at least; 0 if nobody has looked

  MessageReceiver(int maxLength) {
    if (maxLength < 0 || maxLength > MOST) {
      throw new IllegalArgumentException(
          "the longest message must have between 0 and " + MOST + " bytes, not " + maxLength);
    }
    this.maxLength = maxLength;
  }

  /** How long a message may be, in bytes without its frame. */
  final int maxLength() {
    return maxLength;
  }

  /**
   * A message was too long or malformed. By default logs one line, which names the peer, the limit
   * and what came, and closes the connection. Whatever an override does, nothing more is received;
   * one that has something to answer sends it and then calls this.
   *
   * @param why says what was wrong; has no stack trace, because it is the peer's error
   */
  protected void messageRefused(MessageRefusedException why) {
    LOG.log(
        Level.WARNING,
        () ->
            "%s (%s): %s; the connection is closed"
                .formatted(logPrefix(), transport().getPeer(), why.getMessage()));
    transport().loseConnection();
  }

  // ---- what a kind of message says

  /**
   * Handles what lies at {@code from}: hands over one message, or refuses it.
   *
   * @return where the next one begins, or how many bytes are {@link #incomplete wanted}
   */
  abstract int handleNext(ByteBuffer bytes, int from, int to);

  /** Says that the message is not all there: it has at least so many bytes. */
  static int incomplete(int wanted) {
    return -wanted;
  }

  /**
   * How many bytes of {@code data}, at most all, belong to the message that has begun in {@code
   * begun}, as far as is known.
   */
  int missing(ByteBuffer begun, ByteBuffer data) {
    return Math.min(data.remaining(), wanted - begun.remaining());
  }

  static ByteBuffer view(ByteBuffer bytes, int from, int to) {
    return bytes.limit(to).position(from);
  }

  final void refuse(MessageRefusedException why) {
    end();
    messageRefused(why);
  }

  /** Hands over nothing more, and lets go of what is held. */
  final void end() {
    flow = Flow.OVER;
    held = null;
    later = null;
  }

  // ---- arrivals

  /**
   * Finds the messages in the bytes and hands them over. Moves the position to the limit.
   *
   * @throws RuntimeException what a message's handler throws, after which nothing is handed over
   */
  @Override
  public final void dataReceived(ByteBuffer data) {
    if (flow != Flow.OVER) {
      receive(data);
    }
    data.position(data.limit());
  }

  private void receive(ByteBuffer data) {
    if (handling) { // the transport delivers at once, inside a handler, what that one has caused
      later = join(later, data);
    } else if (flow == Flow.PAUSED) {
      wanted = 0; // whatever was missing may be there now
      hold(data);
    } else {
      handle(data);
    }
  }

  /** Handles what is held and then {@code data}, as far as it goes; holds what is left of it. */
  private void handle(ByteBuffer data) {
    Transport transport = transport();
    boolean returned = false;
    handling = true;
    try {
      handlePortion(data, transport);
      while (later != null) {
        ByteBuffer next = later;
        later = null;
        handlePortion(next, transport);
      }
      returned = true;
    } finally {
      handling = false;
      spent = null;
      if (!returned || transport.disconnecting()) {
        end();
      }
    }
    if (flow == Flow.RESUMING) {
      flow = Flow.FLOWING;
      transport.resumeProducing();
    }
  }

  private void handlePortion(ByteBuffer data, Transport transport) {
    data.order(ByteOrder.BIG_ENDIAN);
    while (goesOn(transport) && handleSome(data, transport)) {
      // until it is paused, or over, or more must arrive
    }
    hold(data);
  }

  private boolean goesOn(Transport transport) {
    return flow != Flow.PAUSED && flow != Flow.OVER && !transport.disconnecting();
  }

  /** Returns whether it was worth it; if not, more must arrive. */
  private boolean handleSome(ByteBuffer data, Transport transport) {
    ByteBuffer begun = held;
    if (begun == null) {
      handleWhole(data, transport);
      return held != null;
    }
    if (wanted > begun.remaining()) {
      if (!data.hasRemaining()) {
        return false;
      }
      begun = continued(begun, data);
    }
    held = null;
    handleWhole(begun, transport);
    holdAgain(begun);
    return true;
  }

  /**
   * Handles the messages that lie whole in {@code bytes}, until a handler has put something before
   * what is left, and moves its position past them.
   */
  private void handleWhole(ByteBuffer bytes, Transport transport) {
    int from = bytes.position();
    int to = bytes.limit();
    wanted = 0;
    while (from < to && held == null && goesOn(transport)) {
      int next = handleNext(bytes, from, to);
      // The handler may have moved anything.
      bytes.limit(to).order(ByteOrder.BIG_ENDIAN);
      if (next < 0) {
        wanted = -next;
        break;
      }
      from = next;
    }
    bytes.position(from);
  }

  // ---- holding

  /** Adds to what is held a copy of what is left of {@code data}. */
  private void hold(ByteBuffer data) {
    if (data.hasRemaining() && flow != Flow.OVER) {
      ByteBuffer before = held == null ? NOTHING : held;
      int count = before.remaining() + data.remaining();
      held =
          spent != null && held == null && spent.capacity() >= count
              ? again(spent, data)
              : copy(before, data, Math.max(count, capacity(count)));
      data.position(data.limit());
    }
  }

  /** Puts what is left of a buffer that was held behind what is held now. */
  private void holdAgain(ByteBuffer begun) {
    if (flow == Flow.OVER) {
      return;
    }
    if (!begun.hasRemaining()) {
      spent = begun;
    } else if (held != null) {
      held = join(held, begun);
    } else if (begun.position() > 0 && wanted > 0) {
      held = copy(begun, NOTHING, capacity(begun.remaining()));
    } else {
      held = begun;
    }
  }

  /** Copies as much of {@code data} as belongs to the message that has begun, and no more. */
  private ByteBuffer continued(ByteBuffer begun, ByteBuffer data) {
    int count = missing(begun, data);
    int end = begun.limit();
    ByteBuffer target = begun;
    if (begun.capacity() - end < count) {
      end = begun.remaining();
      target = copy(begun, NOTHING, capacity(end + count));
    }
    target.limit(end + count);
    target.put(end, data, data.position(), count);
    data.position(data.position() + count);
    return target;
  }

  /** As much as is wanted, but in proportion to what has arrived. */
  private int capacity(int arrived) {
    return (int) Math.min(wanted, Math.max(SMALLEST_HOLD, 4L * arrived));
  }

  private static ByteBuffer again(ByteBuffer spent, ByteBuffer data) {
    int count = data.remaining();
    return spent.clear().limit(count).put(0, data, data.position(), count);
  }

  private static ByteBuffer join(@Nullable ByteBuffer first, ByteBuffer second) {
    ByteBuffer before = first == null ? NOTHING : first;
    return copy(before, second, before.remaining() + second.remaining());
  }

  private static ByteBuffer copy(ByteBuffer first, ByteBuffer second, int capacity) {
    int count = first.remaining() + second.remaining();
    ByteBuffer copy = ByteBuffer.allocate(capacity).limit(count);
    copy.put(0, first, first.position(), first.remaining());
    copy.put(first.remaining(), second, second.position(), second.remaining());
    return copy;
  }

  /** Has bytes handled, before all that are held, as if they had just arrived. */
  final void handleFirst(ByteBuffer bytes) {
    if (flow != Flow.OVER) {
      held = copy(bytes, held == null ? NOTHING : held, bytes.remaining() + unfinishedBytes());
      wanted = 0;
      handleHeld();
    }
  }

  /**
   * How many bytes have arrived and not been handed over: those of a message that has begun, and
   * while this is paused whatever waits. When the connection is lost it tells whether that was in
   * the middle of a message.
   */
  public final int unfinishedBytes() {
    return held == null ? 0 : held.remaining();
  }

  // ---- producing

  /** Hands over nothing more until {@link #resumeProducing}, and has the peer slowed down. */
  @Override
  public final void pauseProducing() {
    if (flow != Flow.OVER) {
      flow = Flow.PAUSED;
      transport().pauseProducing();
    }
  }

  /**
   * Hands over what has arrived meanwhile, now, unless a message is being handled: then after it.
   * Reads on afterwards, unless paused again.
   *
   * @throws RuntimeException what a message's handler throws; the connection is then aborted
   */
  @Override
  public final void resumeProducing() {
    if (flow != Flow.OVER) {
      flow = Flow.RESUMING;
      handleHeld();
    }
  }

  private void handleHeld() {
    if (handling || flow == Flow.PAUSED) {
      return;
    }
    boolean returned = false;
    try {
      handle(NOTHING);
      returned = true;
    } finally {
      if (!returned) { // nobody between here and the reactor knows which connection it was
        transport().abortConnection();
      }
    }
  }

  /** No more messages are wanted: closes the connection. */
  @Override
  public final void stopProducing() {
    end();
    transport().stopProducing();
  }

  // ---- sending

  /** Sends one message in its frame. */
  final void send(byte[] head, ByteBuffer message, byte[] tail) {
    int length = message.remaining();
    if (length > SENT_TOGETHER) {
      transport().writeSequence(List.of(ByteBuffer.wrap(head), message, ByteBuffer.wrap(tail)));
      return;
    }
    byte[] whole = Arrays.copyOf(head, head.length + length + tail.length);
    message.get(message.position(), whole, head.length, length);
    System.arraycopy(tail, 0, whole, head.length + length, tail.length);
    transport().write(whole);
  }
}
