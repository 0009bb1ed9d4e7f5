package twine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.coroutine.Coroutine;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.Bytes;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionAbortedException;
import twine.net.error.ConnectionDoneException;
import twine.net.error.ConnectionLostException;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.testing.MemoryReactors;
import twine.testing.StringTransport;

/** Conversations that are loops: the book's Part 20 calls a protocol a virtual one. */
@Tag("P17.9")
@Timeout(30)
final class InboxConversationTest {
  private final List<Object> seen = new ArrayList<>();

  /** A connection whose bytes are received as they come. */
  private static class Conversation extends Protocol {
    final Inbox<byte[]> inbox;

    Conversation(int limit) {
      inbox = new Inbox<>(limit);
    }

    @Override
    public void connectionMade() {
      inbox.registerProducer(transport());
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      inbox.put(Bytes.copy(data));
    }

    @Override
    public void connectionLost(Failure reason) {
      inbox.end(reason);
    }

    final Deferred<byte @Nullable []> receive() {
      return inbox.receive();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // ---- alone

  private static void arrive(Protocol protocol, String text) {
    protocol.dataReceived(ByteBuffer.wrap(utf8(text)));
  }

  private Deferred<?> readAll(Conversation conversation) {
    return Coroutine.start(
            () -> {
              byte[] data;
              while ((data = await(conversation.receive())) != null) {
                seen.add(new String(data, StandardCharsets.UTF_8));
              }
              return seen.add("the end");
            })
        .handle(failure -> seen.add(failure.value()));
  }

  @Test
  void aLoopTicksWhenSomethingComes() {
    var transport = new StringTransport();
    var conversation = new Conversation(16);
    conversation.makeConnection(transport);
    readAll(conversation);

    arrive(conversation, "When I have fears");
    assertThat(seen).containsExactly("When I have fears");
    arrive(conversation, " that I may cease to be");
    assertThat(seen).hasSize(2);
    transport.close();
    conversation.connectionLost(new Failure(new ConnectionDoneException()));

    assertThat(seen).containsExactly("When I have fears", " that I may cease to be", "the end");
  }

  @Test
  void whatCameBeforeTheConnectionBrokeIsReadFirst() {
    var transport = new StringTransport();
    var conversation = new Conversation(16);
    conversation.makeConnection(transport);
    arrive(conversation, "Before my pen");
    arrive(conversation, " has glea");
    transport.close();
    var broken = new ConnectionLostException(null);
    conversation.connectionLost(new Failure(broken));

    readAll(conversation);

    assertThat(seen).containsExactly("Before my pen", " has glea", broken);
  }

  @Test
  void aTransportIsPausedWhileNobodyReads() {
    var transport = new StringTransport();
    var conversation = new Conversation(2);
    conversation.makeConnection(transport);

    arrive(conversation, "1");
    assertThat(transport.producerState()).isEqualTo(StringTransport.ProducerState.PRODUCING);
    arrive(conversation, "2");
    assertThat(transport.producerState()).isEqualTo(StringTransport.ProducerState.PAUSED);
    readAll(conversation);
    assertThat(transport.producerState()).isEqualTo(StringTransport.ProducerState.PRODUCING);
  }

  @Test
  void leavingTheLoopInTheMiddleClosesTheConnection() {
    var transport = new StringTransport();
    var conversation = new Conversation(2);
    conversation.makeConnection(transport);
    Deferred<?> reading =
        Coroutine.start(
                () -> {
                  try (var inbox = conversation.inbox) {
                    return await(inbox.receive());
                  }
                })
            .handle(failure -> seen.add(failure.getErrorMessage()));

    reading.cancel();

    assertThat(seen).containsExactly("The Deferred was cancelled.");
    assertThat(transport.disconnecting()).isTrue();
  }

  // ---- on a network

  private static Reactor reactor(String name) {
    return name.equals("memory") ? MemoryReactors.create() : Reactors.create(name);
  }

  /** Connects, as straight-line code wants it. */
  private static <P extends Protocol> Deferred<P> connect(
      Reactor reactor, TcpAddress server, P protocol) {
    var connected = new Deferred<P>();
    reactor.connectTcp(
        server,
        new ClientFactory() {
          @Override
          public Protocol buildProtocol(Address peer) {
            reactor.execute(() -> connected.callback(protocol));
            return protocol;
          }

          @Override
          public void clientConnectionFailed(Connector connector, Failure reason) {
            connected.errback(reason);
          }
        });
    return connected;
  }

  /** Answers each portion by what it is in capitals, until the client hangs up. */
  private final class Capitals extends Conversation {
    Capitals() {
      super(16);
    }

    @Override
    public void connectionMade() {
      super.connectionMade();
      Coroutine.start(this::converse).handle(failure -> seen.add(failure.value()));
    }

    private Object converse() throws Exception {
      byte[] data;
      while ((data = await(receive())) != null) {
        String text = new String(data, StandardCharsets.UTF_8);
        transport().write(utf8(text.toUpperCase(Locale.ROOT)));
      }
      return seen.add("the client has hung up");
    }
  }

  private Object talk(Reactor reactor, TcpAddress server) throws Exception {
    Conversation client = await(connect(reactor, server, new Conversation(1)));
    try (var inbox = client.inbox) {
      for (String question : List.of("shall", "i", "compare")) {
        client.transport().write(utf8(question));
        var answer = new StringBuilder();
        while (answer.length() < question.length()) {
          answer.append(new String(await(inbox.receive()), StandardCharsets.UTF_8));
        }
        seen.add(answer.toString());
      }
    }
    return seen.add("enough");
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "nio"})
  void bothSidesOfAConversationAreLoops(String name) {
    Reactor reactor = reactor(name);
    var port = reactor.listenTcp(0, Factory.of(Capitals::new), ListenOptions.LOOPBACK);
    reactor.callWhenRunning(() ->
        Coroutine.start(() -> talk(reactor, port.getHost()))
            .handle(failure -> seen.add(failure.value()))
            .onBoth(() -> stopSoon(reactor)));
    reactor.run();
    assertThat(seen).containsExactly("SHALL", "I", "COMPARE", "enough", "the client has hung up");
  }

  /** When the other side has heard of the end as well. */
  private void stopSoon(Reactor reactor) {
    if (seen.size() == 5) {
      reactor.stop();
    } else {
      reactor.callLater(Duration.ofMillis(1), () -> stopSoon(reactor));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "nio"})
  void aReaderLearnsThatTheConnectionBroke(String name) {
    Reactor reactor = reactor(name);
    var port = reactor.listenTcp(0, Factory.of(Capitals::new), ListenOptions.LOOPBACK);
    reactor.callWhenRunning(() ->
        Coroutine.start(
                () -> {
                  Conversation client =
                      await(connect(reactor, port.getHost(), new Conversation(1)));
                  client.transport().write(utf8("x"));
                  await(client.receive());
                  client.transport().abortConnection();
                  return await(client.receive());
                })
            .handle(failure -> seen.add(failure.value().getClass()))
            .onBoth(reactor::stop));
    reactor.run();
    assertThat(seen).contains(ConnectionAbortedException.class);
  }
}
