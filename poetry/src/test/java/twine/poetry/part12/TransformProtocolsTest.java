package twine.poetry.part12;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.HalfCloseable;
import twine.net.Protocol;
import twine.net.error.ConnectionDoneException;
import twine.testing.StringTransport;
import twine.testing.VirtualTimers;

/** One service, two protocols (Figure 27): whatever holds for one holds for the other. */
@Tag("P12.5")
final class TransformProtocolsTest {
  private static final Duration DELAY = Duration.ofSeconds(5);

  private final VirtualTimers timers = new VirtualTimers();
  private final List<String> log = new ArrayList<>();
  private final StringTransport transport = new StringTransport();
  private int transformed;

  /** Quick, and counting. */
  private final Transforms service =
      (name, poem) -> {
        transformed++;
        return new TransformService().transform(name, poem);
      };

  private final Transforms slow = new SlowTransforms(timers, DELAY, service);

  /** A protocol, and how requests and answers look in it. */
  record Form(
      String name,
      BiFunction<Transforms, Consumer<String>, Protocol> protocol,
      String request,
      String answer,
      String half,
      String unknown) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Form> forms() {
    return Stream.of(
        new Form(
            "netstrings",
            TransformProtocol::new,
            "13:cummingsify.A,",
            "1:a,",
            "13:shout.",
            "5:wait.,"),
        new Form(
            "lines", LineTransformProtocol::new, "cummingsify A\n", "a\n", "shout ABC", "wait \n"));
  }

  private Protocol connect(Form form, Transforms transforms) {
    Protocol protocol = form.protocol().apply(transforms, log::add);
    protocol.makeConnection(transport);
    return protocol;
  }

  private static void say(Protocol protocol, String text) {
    protocol.dataReceived(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private void hangUp(Protocol protocol) {
    transport.close();
    protocol.connectionLost(new Failure(new ConnectionDoneException()));
  }

  @ParameterizedTest
  @MethodSource("forms")
  @Tag("P12.3")
  void aRequestIsAnsweredHoweverItIsCutAndThenTheConnectionIsClosed(Form form) {
    byte[] bytes = form.request().getBytes(UTF_8);
    for (int cut = 0; cut < bytes.length; cut++) {
      var connection = new StringTransport();
      Protocol protocol = form.protocol().apply(service, log::add);
      protocol.makeConnection(connection);
      protocol.dataReceived(ByteBuffer.wrap(bytes, 0, cut));
      assertThat(connection.text()).isEmpty();
      assertThat(connection.disconnecting()).isFalse();
      protocol.dataReceived(ByteBuffer.wrap(bytes, cut, bytes.length - cut));
      assertThat(connection.text()).isEqualTo(form.answer());
      assertThat(connection.disconnecting()).isTrue();
    }
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("forms")
  @Tag("P12.7")
  void aSlowAnswerComesWhenItIsThere(Form form) {
    say(connect(form, slow), form.request());
    timers.advance(DELAY.minusNanos(1));
    assertThat(transport.text()).isEmpty();
    assertThat(transport.disconnecting()).isFalse();
    timers.advance(Duration.ofNanos(1));
    assertThat(transport.text()).isEqualTo(form.answer());
    assertThat(transport.disconnecting()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("forms")
  @Tag("P12.7")
  void aClientThatHasFinishedSendingGetsItsSlowAnswer(Form form) {
    Protocol protocol = connect(form, slow);
    say(protocol, form.request());
    ((HalfCloseable) protocol).readConnectionLost();
    assertThat(transport.disconnecting()).isFalse();
    timers.advance(DELAY);
    assertThat(transport.text()).isEqualTo(form.answer());
    assertThat(transport.disconnecting()).isTrue();
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("forms")
  @Tag("P12.7")
  void forAClientThatHasLeftNothingIsTransformed(Form form) {
    Protocol protocol = connect(form, slow);
    say(protocol, form.request());
    hangUp(protocol);
    assertThat(timers.pending()).isZero();
    timers.advance(DELAY);
    assertThat(transformed).isZero();
    assertThat(transport.text()).isEmpty();
    assertThat(log)
        .containsExactly("the connection to 127.0.0.1:12345 ended before its poem was ready");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void oneRequestIsAnsweredAndWhatFollowsIsIgnored(Form form) {
    Protocol protocol = connect(form, slow);
    say(protocol, form.request());
    say(protocol, form.request());
    say(protocol, form.unknown());
    timers.advance(DELAY);
    assertThat(transport.text()).isEqualTo(form.answer());
    assertThat(transformed).isEqualTo(1);
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("forms")
  @Tag("P12.3")
  void anUnknownTransformClosesTheConnectionAndIsLoggedOnce(Form form) {
    Protocol protocol = connect(form, service);
    say(protocol, form.unknown());
    assertThat(transport.text()).isEmpty();
    assertThat(transport.disconnecting()).isTrue();
    hangUp(protocol);
    assertThat(log).containsExactly("127.0.0.1:12345 is dropped: there is no transform \"wait\"");
  }

  @ParameterizedTest
  @MethodSource("forms")
  @Tag("P12.3")
  void aTransformThatThrowsClosesTheConnectionAndIsLogged(Form form) {
    Transforms broken =
        (_, _) -> {
          throw new IllegalStateException("out of ink");
        };
    say(connect(form, broken), form.request());
    assertThat(transport.text()).isEmpty();
    assertThat(transport.disconnecting()).isTrue();
    assertThat(log).containsExactly("127.0.0.1:12345 is dropped: cummingsify failed: out of ink");
  }

  @ParameterizedTest
  @MethodSource("forms")
  @Tag("P12.3")
  void aTransformThatFailsLaterClosesTheConnectionAndIsLogged(Form form) {
    var answer = new Deferred<byte[]>();
    say(connect(form, (_, _) -> answer), form.request());
    assertThat(transport.disconnecting()).isFalse();
    answer.errback(new IllegalStateException("out of ink"));
    assertThat(transport.disconnecting()).isTrue();
    assertThat(log).containsExactly("127.0.0.1:12345 is dropped: cummingsify failed: out of ink");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aClientThatLeavesInTheMiddleOfARequestIsMentionedOnce(Form form) {
    Protocol protocol = connect(form, service);
    say(protocol, form.half());
    ((HalfCloseable) protocol).readConnectionLost();
    assertThat(transport.disconnecting()).isTrue();
    hangUp(protocol);
    assertThat(log)
        .containsExactly(
            "the connection to 127.0.0.1:12345 ended in the middle of a request, after 9 bytes");
    assertThat(transformed).isZero();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aClientThatAsksForNothingIsNotMentioned(Form form) {
    Protocol protocol = connect(form, service);
    ((HalfCloseable) protocol).readConnectionLost();
    assertThat(transport.disconnecting()).isTrue();
    hangUp(protocol);
    assertThat(log).isEmpty();
  }
}
