package twine.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import twine.net.Protocol;
import twine.protocols.Int32StringReceiver;
import twine.protocols.LineReceiver;
import twine.protocols.NetstringReceiver;
import twine.testing.StringTransport;

/**
 * One message found in a stream of {@value #MESSAGES} that arrives in portions, and read: copied
 * into an array. Twine's receivers beside Netty's decoders for the same bytes: counted strings and
 * lines. Netstrings stand beside Netty's counted strings, since it has no decoder for them.
 *
 * <p>Both get each portion as their transports would give it to them, outside the heap: Twine's
 * reactor reads into the same buffer every time, Netty into one of its pool, which the decoder
 * gives back. Netty's pipeline is entered directly, without what {@code EmbeddedChannel} does for
 * tests, and is set up as its own users do for speed.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ReceiverBenchmark.MESSAGES)
@Fork(
    jvmArgsPrepend = {
      "-Dio.netty.leakDetection.level=disabled",
      "-Dio.netty.buffer.checkAccessible=false",
      "-Dio.netty.buffer.checkBounds=false"
    })
public class ReceiverBenchmark {
  static final int MESSAGES = 256;

  private static final int MAX_LENGTH = 99_999;
  private static final int LONGEST = 10_000;

  /** For JMH. */
  public ReceiverBenchmark() {}

  /** How a stream is cut. */
  public enum Portions {
    /** A message at a time, as when each waits for an answer. */
    MESSAGE,
    /** What a packet of Ethernet holds, wherever the messages end. */
    PACKET,
    /** As much as there is, up to the size of a reactor's buffer. */
    BUFFER;

    private int size(int messageLength) {
      return switch (this) {
        case MESSAGE -> messageLength;
        case PACKET -> 1_448;
        case BUFFER -> 64 * 1024;
      };
    }
  }

  /** What is given, and what is done with each message. */
  @State(Scope.Thread)
  public abstract static class Work {
    /** The length of a message, in bytes without its frame. */
    @Param({"20", "1000", "10000"})
    public int length;

    /** How the stream is cut. */
    @Param public Portions portions = Portions.MESSAGE;

    private final ByteBuffer input = ByteBuffer.allocateDirect(64 * 1024);
    private final byte[] message = new byte[LONGEST];
    private int received;
    private int sum;

    final void read(ByteBuffer bytes) {
      bytes.get(message, 0, bytes.remaining());
      note();
    }

    final void read(ByteBuf bytes) {
      bytes.readBytes(message, 0, bytes.readableBytes());
      bytes.release();
      note();
    }

    private void note() {
      received++;
      sum += message[0];
    }

    private int sum() {
      if (received != MESSAGES) {
        throw new IllegalStateException(received + " messages came, not " + MESSAGES);
      }
      received = 0;
      return sum;
    }

    final ByteBuffer stream(byte[] head, byte[] tail) {
      int frame = head.length + length + tail.length;
      ByteBuffer stream = ByteBuffer.allocateDirect(MESSAGES * frame);
      for (int i = 0; i < MESSAGES; i++) {
        stream.put(head);
        for (int j = 0; j < length; j++) {
          stream.put((byte) ('a' + (i + j) % 26));
        }
        stream.put(tail);
      }
      return stream.flip();
    }

    private int portion(ByteBuffer stream) {
      return portions.size(stream.capacity() / MESSAGES);
    }

    final int give(ByteBuffer stream, Protocol receiver) {
      int portion = portion(stream);
      int end = stream.capacity();
      for (int at = 0; at < end; at += portion) {
        int count = Math.min(portion, end - at);
        receiver.dataReceived(input.clear().put(0, stream, at, count).limit(count));
      }
      return sum();
    }

    final int give(ByteBuffer stream, EmbeddedChannel channel) {
      ChannelPipeline pipeline = channel.pipeline();
      int portion = portion(stream);
      int end = stream.capacity();
      for (int at = 0; at < end; at += portion) {
        int count = Math.min(portion, end - at);
        ByteBuf bytes = channel.alloc().directBuffer(count);
        bytes.writeBytes(stream.limit(at + count).position(at));
        stream.clear();
        pipeline.fireChannelRead(bytes);
        pipeline.fireChannelReadComplete();
      }
      return sum();
    }
  }

  /** Strings after their length in four bytes. */
  @State(Scope.Thread)
  public static class Counted extends Work {
    private ByteBuffer stream = ByteBuffer.allocate(0);
    private Protocol receiver = new Protocol() {};
    private EmbeddedChannel channel = new EmbeddedChannel();

    /** For JMH. */
    public Counted() {}

    /** Makes the stream and its readers. */
    @Setup
    public void connect() {
      byte[] head = ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
      stream = stream(head, new byte[0]);
      receiver =
          connected(
              new Int32StringReceiver() {
                @Override
                protected void stringReceived(ByteBuffer string) {
                  read(string);
                }
              });
      channel = channel(new LengthFieldBasedFrameDecoder(MAX_LENGTH, 0, 4, 0, 4), this);
    }
  }

  /** Netstrings. */
  @State(Scope.Thread)
  public static class Netstrings extends Work {
    private ByteBuffer stream = ByteBuffer.allocate(0);
    private Protocol receiver = new Protocol() {};

    /** For JMH. */
    public Netstrings() {}

    /** Makes the stream and its reader. */
    @Setup
    public void connect() {
      stream = stream((length + ":").getBytes(US_ASCII), new byte[] {','});
      receiver =
          connected(
              new NetstringReceiver() {
                @Override
                protected void stringReceived(ByteBuffer string) {
                  read(string);
                }
              });
    }
  }

  /** Lines that end in CR LF. */
  @State(Scope.Thread)
  public static class Lines extends Work {
    private ByteBuffer stream = ByteBuffer.allocate(0);
    private Protocol receiver = new Protocol() {};
    private EmbeddedChannel channel = new EmbeddedChannel();

    /** For JMH. */
    public Lines() {}

    /** Makes the stream and its readers. */
    @Setup
    public void connect() {
      stream = stream(new byte[0], new byte[] {'\r', '\n'});
      receiver =
          connected(
              new LineReceiver() {
                @Override
                protected void lineReceived(ByteBuffer line) {
                  read(line);
                }
              });
      channel = channel(new LineBasedFrameDecoder(LineReceiver.DEFAULT_MAX_LENGTH), this);
    }
  }

  private static Protocol connected(Protocol protocol) {
    protocol.makeConnection(new StringTransport());
    return protocol;
  }

  private static EmbeddedChannel channel(ChannelHandler decoder, Work work) {
    return new EmbeddedChannel(
        decoder,
        new ChannelInboundHandlerAdapter() {
          @Override
          public void channelRead(ChannelHandlerContext context, Object message) {
            work.read((ByteBuf) message);
          }
        });
  }

  /** {@code Int32StringReceiver}. */
  @Benchmark
  public int countedTwine(Counted counted) {
    return counted.give(counted.stream, counted.receiver);
  }

  /** {@code LengthFieldBasedFrameDecoder}. */
  @Benchmark
  public int countedNetty(Counted counted) {
    return counted.give(counted.stream, counted.channel);
  }

  /** {@code NetstringReceiver}. */
  @Benchmark
  public int netstringTwine(Netstrings netstrings) {
    return netstrings.give(netstrings.stream, netstrings.receiver);
  }

  /** {@code LineReceiver}. */
  @Benchmark
  public int lineTwine(Lines lines) {
    return lines.give(lines.stream, lines.receiver);
  }

  /** {@code LineBasedFrameDecoder}. */
  @Benchmark
  public int lineNetty(Lines lines) {
    return lines.give(lines.stream, lines.channel);
  }
}
