package twine.testing.contract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import twine.net.Bytes;

/** The buffers that bytes come and go in, and who may do what with them. */
final class BufferChecks extends Theme {

  BufferChecks(ReactorFixture fixture) {
    super(fixture);
  }

  @Promise
  void writeDoesNotMoveThePositionAndCopies() {
    byte[] data = bytes(200_000);
    Peer client = peer();
    Peer server = peer();
    server.onMade(() -> {
      int at = 0;
      for (int portion : new int[] {10, 50_000, 10, 149_980}) {
        byte[] lent = Arrays.copyOfRange(data, at, at + portion);
        ByteBuffer buffer = ByteBuffer.wrap(lent);
        server.transport().write(buffer);
        Expect.equal(0, buffer.position(), "the position after write");
        Expect.equal(portion, buffer.limit(), "the limit after write");
        Arrays.fill(lent, (byte) -1);
        at += portion;
      }
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(data);
  }

  @Promise
  void writeTakesWhatIsBetweenPositionAndLimit() {
    byte[] data = bytes(60_000);
    Peer client = peer();
    Peer server = peer();
    server.onMade(() -> {
      server.transport().write(ByteBuffer.wrap(data, 0, 100));
      server.transport().write(ByteBuffer.wrap(data, 100, 40_000).slice().asReadOnlyBuffer());
      ByteBuffer direct = ByteBuffer.allocateDirect(data.length);
      direct.put(data).position(40_100).limit(40_200);
      server.transport().write(direct);
      Expect.equal(40_100, direct.position(), "the position of a direct buffer");
      direct.limit(data.length).position(40_200);
      ByteBuffer rest = direct.asReadOnlyBuffer();
      server.transport().write(rest);
      Expect.equal(40_200, rest.position(), "the position of a large direct buffer");
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(data);
  }

  @Promise
  void writeSequenceSendsTheBuffersInTheirOrder() {
    byte[] data = bytes(100_000);
    Peer client = peer();
    Peer server = peer();
    server.onMade(() -> {
      List<ByteBuffer> buffers =
          List.of(
              ByteBuffer.wrap(data, 0, 5),
              ByteBuffer.wrap(data, 5, 0),
              ByteBuffer.wrap(data, 5, 70_000),
              ByteBuffer.wrap(data, 70_005, 29_995));
      server.transport().writeSequence(buffers);
      Expect.equal(5, buffers.get(2).position(), "the position after writeSequence");
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(data);
  }

  @Promise
  void writingNothingSendsNothing() {
    Peer client = peer();
    Peer server = peer();
    server.onMade(() -> {
      server.write(new byte[0]);
      server.transport().writeSequence(List.of());
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    Expect.equal(List.of("made", "lost"), client.events(), "the client's events");
  }

  @Promise
  void whatIsReceivedIsOverwrittenAfterTheCallbackUnderTest() {
    if (!Boolean.getBoolean("twine.overwriteReadBuffer")) {
      return; // nothing is promised then
    }
    List<ByteBuffer> kept = new ArrayList<>();
    Peer client =
        new Peer(this) {
          @Override
          public void dataReceived(ByteBuffer data) {
            kept.add(data.slice());
            super.dataReceived(data);
          }
        };
    Peer server = peer();
    server.onMade(() -> {
      server.write("keep me".getBytes(StandardCharsets.ISO_8859_1));
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    for (ByteBuffer each : kept) {
      Expect.that(
          !client.text().contains(new String(Bytes.copy(each), StandardCharsets.ISO_8859_1)),
          "what was received can still be read");
    }
  }

  @Promise
  void whatAProtocolDoesToItsBufferHarmsNobody() {
    byte[] data = bytes(100_000);
    Peer client =
        new Peer(this) {
          @Override
          public void dataReceived(ByteBuffer data) {
            super.dataReceived(data);
            data.order(ByteOrder.LITTLE_ENDIAN).limit(data.position()).mark();
          }
        };
    Peer server = peer();
    server.onMade(() -> {
      server.write(data);
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(data);
  }

  @Promise
  void aBufferThatIsReceivedIsDirectAndBigEndian() {
    Peer client =
        new Peer(this) {
          @Override
          public void dataReceived(ByteBuffer data) {
            Expect.that(data.isDirect(), "the buffer is not direct");
            Expect.equal(ByteOrder.BIG_ENDIAN, data.order(), "the byte order");
            super.dataReceived(data);
          }
        };
    Peer server = peer();
    server.onMade(() -> {
      server.write(bytes(100));
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(bytes(100));
  }

  @Promise
  void whatWasReceivedMayBeWrittenAtOnce() {
    byte[] data = bytes(upTo(200_000));
    Peer client = peer();
    Peer server =
        new Peer(this) {
          @Override
          public void dataReceived(ByteBuffer data) {
            transport().write(data);
            super.dataReceived(data);
          }
        };
    client.onMade(() -> client.write(data));
    join(client, server);
    runUntil(() -> client.count() == data.length);
    client.expectReceived(data);
  }
}
