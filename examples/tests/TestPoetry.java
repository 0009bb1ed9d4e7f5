// Part 15: tests of a poetry client and its server. Run them with
//
//   bin/trial examples/tests/TestPoetry.java
//
// Each test has a reactor of its own, which runs. One that returns a Deferred is over when that is
// fired, and only then is the server closed again; so the test has really seen the poem.

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static twine.trial.Assertions.assertFailure;

import module twine.core;

import twine.trial.SetUp;
import twine.trial.TearDown;
import twine.trial.Trial;

class TestPoetry {
  static final byte[] TEST_POEM = "This is a test.\nThis is only a test.".getBytes(UTF_8);

  final Reactor reactor;
  TcpPort port;

  TestPoetry(Reactor reactor) {
    this.reactor = reactor;
  }

  static class PoetryProtocol extends Protocol {
    @Override
    public void connectionMade() {
      transport().write(java.nio.ByteBuffer.wrap(TEST_POEM));
      transport().loseConnection();
    }
  }

  Deferred<byte[]> getPoetry(String host, int port) {
    return Protocols.readAll(reactor, host, port);
  }

  @SetUp
  void listen() {
    port = reactor.listenTcp(0, Factory.of(PoetryProtocol::new), ListenOptions.LOOPBACK);
  }

  @TearDown
  Deferred<?> stopListening() {
    return port.stopListening();
  }

  /** The correct poem is returned by getPoetry. */
  @Trial
  Deferred<?> client() {
    return getPoetry("127.0.0.1", port.getHost().port())
        .onResult(poem -> assertArrayEquals(TEST_POEM, poem));
  }

  /** The correct failure is returned by getPoetry when connecting to a port with no server. */
  @Trial
  Deferred<?> failure() {
    return assertFailure(getPoetry("127.0.0.1", 1), ConnectionRefusedException.class);
  }
}
