package twine.testing.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.net.error.ConnectionDoneException;
import twine.net.error.ConnectionLostException;
import twine.reactor.Descriptor;
import twine.reactor.IoStatus;
import twine.reactor.ReadDescriptor;
import twine.reactor.WriteDescriptor;

/** A program's own channels, watched by the reactor. */
final class DescriptorChecks extends Theme {
  private final List<String> events = new ArrayList<>();

  DescriptorChecks(ReactorFixture fixture) {
    super(fixture);
  }

  private void expectEvents(String... expected) {
    Expect.equal(List.of(expected), events, "the events");
  }

  /** What a descriptor of a check does when it is called. */
  private interface Io {
    IoStatus run() throws IOException;
  }

  private abstract class Watched implements Descriptor {
    private final SelectableChannel channel;
    private @Nullable Failure reason;

    Watched(SelectableChannel channel) {
      this.channel = channel;
    }

    @Override
    public SelectableChannel channel() {
      return channel;
    }

    @Override
    public void connectionLost(Failure reason) {
      Expect.equal(null, this.reason, "the reason of an earlier connectionLost");
      this.reason = reason;
      events.add("lost");
      look();
    }

    <E extends Throwable> E expectLost(Class<E> type) {
      return Expect.failure(type, reason);
    }
  }

  private final class Reader extends Watched implements ReadDescriptor {
    private final Io io;

    Reader(SelectableChannel channel, Io io) {
      super(channel);
      this.io = io;
    }

    @Override
    public IoStatus doRead() throws IOException {
      Expect.that(reactor.inLoop(), "doRead off the reactor's thread");
      return io.run();
    }
  }

  private final class Writer extends Watched implements WriteDescriptor {
    private final Io io;

    Writer(SelectableChannel channel, Io io) {
      super(channel);
      this.io = io;
    }

    @Override
    public IoStatus doWrite() throws IOException {
      return io.run();
    }
  }

  private Pipe pipe() throws IOException {
    Pipe pipe = blockingPipe();
    pipe.source().configureBlocking(false);
    pipe.sink().configureBlocking(false);
    return pipe;
  }

  private Pipe blockingPipe() throws IOException {
    Pipe pipe = Pipe.open();
    opened(pipe.source());
    opened(pipe.sink());
    return pipe;
  }

  /** A pipe with something to read in it. */
  private Pipe pipeWith(String text) throws IOException {
    Pipe pipe = pipe();
    write(pipe, text);
    return pipe;
  }

  private static void write(Pipe pipe, String text) throws IOException {
    pipe.sink().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Reads up to so many bytes, and makes an event of them, or of the end. */
  private IoStatus read(Pipe pipe, int most) throws IOException {
    events.add(textOf(pipe.source(), most));
    look();
    return IoStatus.MORE;
  }

  private static String textOf(ReadableByteChannel channel, int most) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(most);
    int count = channel.read(buffer);
    return count < 0 ? "end" : new String(buffer.array(), 0, count, StandardCharsets.US_ASCII);
  }

  @Promise(needs = Ability.CHANNELS)
  void aReaderIsCalledForAsLongAsThereIsSomethingToRead() throws IOException {
    Pipe pipe = pipeWith("abc");
    reactor.addReader(new Reader(pipe.source(), () -> read(pipe, 1)));
    runUntil(() -> events.contains("c"));
    expectEvents("a", "b", "c", "lost"); // the last at the stop
  }

  @Promise(needs = Ability.CHANNELS)
  void aReaderIsCalledWhenBytesComeLater() throws IOException {
    Pipe pipe = pipe();
    Reader reader = new Reader(pipe.source(), () -> read(pipe, 10));
    reactor.callWhenRunning(() -> reactor.addReader(reader));
    reactor.callLater(
        SOON,
        () -> {
          Expect.that(events.isEmpty(), "called although there was nothing to read");
          try {
            write(pipe, "late");
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    runUntil(() -> events.contains("late"));
  }

  @Promise(needs = Ability.CHANNELS)
  void theReadersAndWritersCanBeListed() throws IOException {
    Pipe pipe = pipe();
    Reader reader = new Reader(pipe.source(), () -> IoStatus.MORE);
    Writer writer = new Writer(pipe.sink(), () -> IoStatus.MORE);
    reactor.addReader(reader);
    reactor.addReader(reader);
    Expect.equal(Set.of(reader), reactor.getReaders(), "the readers");
    Expect.equal(Set.of(), reactor.getWriters(), "the writers");
    reactor.addWriter(writer);
    reactor.addWriter(writer);
    Expect.equal(Set.of(writer), reactor.getWriters(), "the writers");
    Set<ReadDescriptor> copy = reactor.getReaders();
    reactor.removeReader(reader);
    reactor.removeReader(reader);
    reactor.removeWriter(writer);
    Expect.equal(Set.of(), reactor.getReaders(), "the readers");
    Expect.equal(Set.of(), reactor.getWriters(), "the writers");
    Expect.equal(Set.of(reader), copy, "a copy");
    runFor(SOON);
    expectEvents();
  }

  @Promise(needs = Ability.CHANNELS)
  void aRemovedReaderIsNotCalledAnyMore() throws IOException {
    Pipe pipe = pipeWith("abc");
    Reader[] reader = new Reader[1];
    reader[0] =
        new Reader(
            pipe.source(),
            () -> {
              reactor.removeReader(reader[0]);
              return read(pipe, 1);
            });
    reactor.addReader(reader[0]);
    runFor(SOON);
    expectEvents("a");
  }

  @Promise(needs = Ability.CHANNELS)
  void aReaderMayBeRemovedAndAddedAgain() throws IOException {
    Pipe pipe = pipeWith("abc");
    Reader[] reader = new Reader[1];
    reader[0] =
        new Reader(
            pipe.source(),
            () -> {
              IoStatus more = read(pipe, 1);
              reactor.removeReader(reader[0]);
              if (events.size() < 3) {
                reactor.addReader(reader[0]);
              }
              return more;
            });
    reactor.addReader(reader[0]);
    runUntil(() -> events.size() == 3);
    expectEvents("a", "b", "c");
  }

  @Promise(needs = Ability.CHANNELS)
  void whatCannotBeWatchedIsRefused() throws IOException {
    Pipe blocking = blockingPipe();
    Expect.thrown(
        IllegalArgumentException.class,
        () -> reactor.addReader(new Reader(blocking.source(), () -> IoStatus.MORE)));
    Pipe closed = pipe();
    closed.sink().close();
    Expect.thrown(
        IllegalArgumentException.class,
        () -> reactor.addWriter(new Writer(closed.sink(), () -> IoStatus.MORE)));
    Pipe twice = pipe();
    reactor.addReader(new Reader(twice.source(), () -> IoStatus.MORE));
    Expect.thrown(
        IllegalArgumentException.class,
        () -> reactor.addReader(new Reader(twice.source(), () -> IoStatus.MORE)));
    Expect.equal(1, reactor.getReaders().size(), "the number of readers");
    runFor(SOON);
  }

  @Promise(needs = Ability.CHANNELS)
  void aReaderThatSaysDoneIsDone() throws IOException {
    Pipe pipe = pipe();
    pipe.sink().close();
    Reader reader =
        new Reader(
            pipe.source(),
            () -> {
              read(pipe, 1);
              return IoStatus.CONNECTION_DONE;
            });
    reactor.addReader(reader);
    runUntil(() -> events.contains("lost"));
    expectEvents("end", "lost");
    reader.expectLost(ConnectionDoneException.class);
    Expect.equal(Set.of(), reactor.getReaders(), "the readers");
  }

  private Throwable reasonOfAReaderThat(Io io) throws IOException {
    Pipe pipe = pipeWith("a");
    Reader reader = new Reader(pipe.source(), io);
    reactor.addReader(reader);
    runUntil(() -> events.contains("lost"));
    Expect.equal(Set.of(), reactor.getReaders(), "the readers");
    return reader.expectLost(Throwable.class);
  }

  @Promise(needs = Ability.CHANNELS)
  void aReaderThatSaysLostIsLost() throws IOException {
    Throwable reason = reasonOfAReaderThat(() -> IoStatus.CONNECTION_LOST);
    Expect.kind(ConnectionLostException.class, reason);
  }

  @Promise(needs = Ability.CHANNELS)
  void aReaderThatSaysWhyIsLostForThatReason() throws IOException {
    Exception cause = new Exception("on purpose");
    Throwable reason = reasonOfAReaderThat(() -> new IoStatus.Lost(cause));
    Expect.equal(cause, Expect.kind(ConnectionLostException.class, reason).getCause(), "the cause");
  }

  @Promise(needs = Ability.CHANNELS)
  void aReaderWhoseIoFailsIsLostForThatReason() throws IOException {
    IOException cause = new IOException("on purpose");
    Throwable reason =
        reasonOfAReaderThat(() -> {
          throw cause;
        });
    Expect.equal(cause, Expect.kind(ConnectionLostException.class, reason).getCause(), "the cause");
  }

  @Promise(needs = Ability.CHANNELS)
  void aReaderThatThrowsIsLostForWhatItThrew() throws IOException {
    RuntimeException thrown = new RuntimeException("on purpose");
    Throwable reason =
        reasonOfAReaderThat(() -> {
          throw thrown;
        });
    Expect.equal(thrown, reason, "the reason");
    log.expect(thrown);
  }

  @Promise(needs = Ability.CHANNELS)
  void aWriterIsCalledForAsLongAsThereIsRoom() throws IOException {
    Pipe pipe = pipe();
    int[] count = {0};
    reactor.addWriter(
        new Writer(
            pipe.sink(),
            () -> {
              if (pipe.sink().write(ByteBuffer.allocate(4096)) > 0) {
                count[0]++;
              }
              return IoStatus.MORE;
            }));
    runFor(SOON);
    Expect.that(count[0] > 1, "called once only");
    expectEvents("lost");
  }

  @Promise(needs = Ability.CHANNELS)
  void whatIsWatchedAtTheStopIsLost() throws IOException {
    Pipe pipe = pipe();
    Reader reader = new Reader(pipe.source(), () -> IoStatus.MORE);
    reactor.addReader(reader);
    runFor(SOON);
    expectEvents("lost");
    reader.expectLost(ConnectionLostException.class);
  }

  /** Connects, sends a greeting, reads it back: both directions on one channel. */
  private final class Talker extends Watched implements ReadDescriptor, WriteDescriptor {
    private final SocketChannel socket;

    Talker(SocketChannel socket) {
      super(socket);
      this.socket = socket;
    }

    @Override
    public IoStatus doWrite() throws IOException {
      if (!socket.isConnected()) {
        socket.finishConnect();
        events.add("connected");
        reactor.addReader(this);
      }
      socket.write(ByteBuffer.wrap(new byte[] {'h', 'i'}));
      reactor.removeWriter(this);
      Expect.equal(Set.of(this), reactor.getReaders(), "the readers");
      Expect.equal(Set.of(), reactor.getWriters(), "the writers");
      return IoStatus.MORE;
    }

    @Override
    public IoStatus doRead() throws IOException {
      String text = textOf(socket, 10);
      if (text.equals("end")) {
        socket.close();
        return IoStatus.CONNECTION_DONE;
      }
      events.add(text);
      return IoStatus.MORE;
    }
  }

  @Promise(needs = Ability.CHANNELS)
  void oneDescriptorMayConnectReadAndWrite() throws IOException {
    Peer server = peer();
    server.onData(() -> {
      if (server.count() == 2) {
        server.write(server.received());
        server.lose();
      }
    });
    int port = listen(factory(server)).getHost().port();
    SocketChannel socket = opened(SocketChannel.open());
    socket.configureBlocking(false);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Talker talker = new Talker(socket);
    reactor.addWriter(talker);
    runUntil(() -> events.contains("lost"));
    expectEvents("connected", "hi", "lost");
    talker.expectLost(ConnectionDoneException.class);
  }

  @Promise(needs = Ability.CHANNELS)
  void aServerCanBeWrittenOnDescriptorsAlone() throws IOException {
    ServerSocketChannel listening = opened(ServerSocketChannel.open());
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listening.configureBlocking(false);
    reactor.addReader(
        new Reader(
            listening,
            () -> {
              try (SocketChannel accepted = listening.accept()) {
                accepted.write(ByteBuffer.wrap(new byte[] {'h', 'i'}));
              }
              return IoStatus.MORE;
            }));
    Peer client = peer();
    reactor.connectTcp("127.0.0.1", listening.socket().getLocalPort(), factory(client));
    runUntilOver(client);
    Expect.equal("hi", client.text(), "what was received");
  }
}
