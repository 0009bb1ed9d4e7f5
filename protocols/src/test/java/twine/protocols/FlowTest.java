package twine.protocols;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import twine.testing.StringTransport;
import twine.testing.StringTransport.ProducerState;

/** A program may pause, resume, close, fail and be given more while it handles a message. */
@Tag("P12.1")
class FlowTest {
  private static final List<String> MESSAGES = List.of("some", "", "more", "messages");
  private static final int MANY = 10_000;

  private final Heard heard = new Heard();
  private final StringTransport transport = new StringTransport();

  private MessageReceiver connected(Kind kind) {
    MessageReceiver receiver = kind.receiver(heard, 100);
    receiver.makeConnection(transport);
    return receiver;
  }

  private static void give(MessageReceiver receiver, String bytes) {
    receiver.dataReceived(ByteBuffer.wrap(Heard.bytes(bytes)));
  }

  @ParameterizedTest
  @EnumSource
  void aPauseInAHandlerHoldsBackWhatHasArrived(Kind kind) {
    MessageReceiver receiver = connected(kind);
    heard.then = receiver::pauseProducing;
    give(receiver, kind.stream(MESSAGES));
    for (int i = 1; i <= MESSAGES.size(); i++) {
      assertThat(heard.messages).isEqualTo(MESSAGES.subList(0, i));
      assertThat(transport.producerState()).isEqualTo(ProducerState.PAUSED);
      receiver.resumeProducing();
    }
    assertThat(transport.producerState()).isEqualTo(ProducerState.PRODUCING);
    assertThat(Holding.capacity(receiver)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whatArrivesWhilePausedIsHandedOverWhenResumed(Kind kind) {
    String stream = kind.stream(MESSAGES);
    for (int cut = 0; cut <= stream.length(); cut++) {
      heard.messages.clear();
      MessageReceiver receiver = connected(kind);
      give(receiver, stream.substring(0, cut));
      receiver.pauseProducing();
      List<String> before = List.copyOf(heard.messages);
      give(receiver, stream.substring(cut));
      assertThat(heard.messages).isEqualTo(before);
      receiver.resumeProducing();
      assertThat(heard.messages).as("cut at %d", cut).isEqualTo(MESSAGES);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTransportIsResumedOnceEverythingThatWaitedIsHandedOver(Kind kind) {
    MessageReceiver receiver = connected(kind);
    receiver.pauseProducing();
    give(receiver, kind.stream(MESSAGES));
    List<ProducerState> states = new ArrayList<>();
    heard.then = () -> states.add(transport.producerState());
    receiver.resumeProducing();
    assertThat(states).hasSize(MESSAGES.size()).containsOnly(ProducerState.PAUSED);
    assertThat(transport.producerState()).isEqualTo(ProducerState.PRODUCING);
  }

  @ParameterizedTest
  @EnumSource
  void pausingAndResumingInEachHandlerNeedsNoStack(Kind kind) {
    MessageReceiver receiver = connected(kind);
    boolean[] handling = {false};
    heard.then =
        () -> {
          assertThat(handling[0]).as("a message inside a handler").isFalse();
          handling[0] = true;
          receiver.pauseProducing();
          receiver.resumeProducing();
          handling[0] = false;
        };
    List<String> many = IntStream.range(0, MANY).mapToObj(Integer::toString).toList();
    give(receiver, kind.stream(many));
    assertThat(heard.messages).isEqualTo(many);
    assertThat(transport.producerState()).isEqualTo(ProducerState.PRODUCING);
  }

  @ParameterizedTest
  @EnumSource
  void whatArrivesInsideAHandlerComesAfterThePortionThatIsBeingHandled(Kind kind) {
    String first = kind.stream(MESSAGES);
    String second = kind.stream(List.of("later", "last"));
    for (int begun = 0; begun < kind.written("some").length(); begun++) {
      for (int inside = 0; inside <= second.length(); inside++) {
        heard.messages.clear();
        MessageReceiver receiver = connected(kind);
        String rest = second.substring(inside);
        heard.then =
            () -> {
              heard.then = () -> {};
              give(receiver, rest);
              assertThat(heard.messages).containsExactly("some");
            };
        give(receiver, first.substring(0, begun));
        give(receiver, first.substring(begun) + second.substring(0, inside));
        assertThat(heard.messages)
            .as("cut at %d and %d", begun, inside)
            .containsExactly("some", "", "more", "messages", "later", "last");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsHandedOverAfterAHandlerHasClosedTheConnection(Kind kind) {
    MessageReceiver receiver = connected(kind);
    heard.then = transport::loseConnection;
    give(receiver, kind.stream(MESSAGES));
    give(receiver, kind.stream(MESSAGES));
    assertThat(heard.messages).containsExactly("some");
    assertThat(Holding.capacity(receiver)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsHandedOverWhenResumedAfterTheConnectionWasClosed(Kind kind) {
    MessageReceiver receiver = connected(kind);
    heard.then = receiver::pauseProducing;
    give(receiver, kind.stream(MESSAGES));
    transport.loseConnection();
    receiver.resumeProducing();
    assertThat(heard.messages).containsExactly("some");
    assertThat(transport.producerState()).isEqualTo(ProducerState.PAUSED);
    assertThat(Holding.capacity(receiver)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void stopProducingClosesTheConnectionAndForgetsWhatWaits(Kind kind) {
    MessageReceiver receiver = connected(kind);
    heard.then = receiver::pauseProducing;
    give(receiver, kind.stream(MESSAGES));
    receiver.stopProducing();
    receiver.resumeProducing();
    receiver.pauseProducing();
    assertThat(heard.messages).containsExactly("some");
    assertThat(transport.producerState()).isEqualTo(ProducerState.STOPPED);
    assertThat(transport.disconnecting()).isTrue();
    assertThat(Holding.capacity(receiver)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsHandedOverAfterAHandlerHasThrown(Kind kind) {
    MessageReceiver receiver = connected(kind);
    IllegalStateException error = new IllegalStateException("the handler's");
    heard.then =
        () -> {
          throw error;
        };
    assertThatThrownBy(() -> give(receiver, kind.stream(MESSAGES))).isSameAs(error);
    give(receiver, kind.stream(MESSAGES));
    receiver.resumeProducing();
    assertThat(heard.messages).containsExactly("some");
    assertThat(Holding.capacity(receiver)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerThatThrowsWhenResumedHasTheConnectionAborted(Kind kind) {
    MessageReceiver receiver = connected(kind);
    receiver.pauseProducing();
    give(receiver, kind.stream(MESSAGES));
    IllegalStateException error = new IllegalStateException("the handler's");
    heard.then =
        () -> {
          throw error;
        };
    assertThatThrownBy(receiver::resumeProducing).isSameAs(error);
    assertThat(heard.messages).containsExactly("some");
    assertThat(transport.aborting()).isTrue();
  }
}
