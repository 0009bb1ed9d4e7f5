// Part 15, exercise 3: tests of another service, the transform server of Part 12. Run them with
//
//   bin/trial examples/tests/TestTransforms.java
//
// Watch the last test wait twice: a test may be written straight down.

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static twine.coroutine.Coroutine.await;
import static twine.trial.Assertions.assertFailure;

import module twine.core;
import module twine.protocols;

import twine.trial.SetUp;
import twine.trial.TearDown;
import twine.trial.Trial;

class TestTransforms {
  final Reactor reactor;
  TcpPort port;

  TestTransforms(Reactor reactor) {
    this.reactor = reactor;
  }

  /** The server's: a request is {@code NAME.POEM} as a netstring, and the answer a netstring. */
  static class TransformProtocol extends NetstringReceiver {
    @Override
    protected void stringReceived(java.nio.ByteBuffer string) {
      String[] request = UTF_8.decode(string).toString().split("\\.", 2);
      if (request[0].equals("cummingsify")) {
        sendString(UTF_8.encode(request[1].toLowerCase(java.util.Locale.ROOT)));
      }
      transport().loseConnection();
    }
  }

  /** The client's: says one thing, and waits for the answer. */
  static class TransformClient extends NetstringReceiver {
    final String request;
    final Deferred<String> answer;

    TransformClient(String request, Deferred<String> answer) {
      this.request = request;
      this.answer = answer;
    }

    @Override
    public void connectionMade() {
      sendString(UTF_8.encode(request));
    }

    @Override
    protected void stringReceived(java.nio.ByteBuffer string) {
      answer.callback(UTF_8.decode(string).toString());
    }

    @Override
    public void connectionLost(Failure reason) {
      if (!answer.hasFired()) {
        answer.errback(reason);
      }
    }
  }

  Deferred<String> transform(String name, String poem) {
    var answer = new Deferred<String>();
    String request = name + "." + poem;
    reactor.connectTcp(
        port.getHost(), ClientFactory.of(() -> new TransformClient(request, answer)));
    return answer;
  }

  @SetUp
  void listen() {
    port = reactor.listenTcp(0, Factory.of(TransformProtocol::new), ListenOptions.LOOPBACK);
  }

  @TearDown
  Deferred<?> stopListening() {
    return port.stopListening();
  }

  /** A transform that exists is done. */
  @Trial
  Deferred<?> known() {
    return transform("cummingsify", "HERE IS MY POEM")
        .onResult(poem -> assertEquals("here is my poem", poem));
  }

  /** One that does not is answered by hanging up. */
  @Trial
  Deferred<?> unknown() {
    return assertFailure(transform("hashCode", "HERE IS MY POEM"), ConnectionDoneException.class);
  }

  /** And whoever asks next is served. */
  @Trial
  void afterwards() throws Exception {
    await(assertFailure(transform("hashCode", "ONE"), ConnectionDoneException.class));
    assertEquals("two", await(transform("cummingsify", "TWO")));
  }
}
