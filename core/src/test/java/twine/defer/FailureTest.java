package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Part 6: exceptions that travel. */
final class FailureTest {
  private final IOException refused = new IOException("Connection was refused");

  private static Failure caught() {
    try {
      throw new IOException("oops");
    } catch (IOException e) {
      return Failure.caught(e);
    }
  }

  @Test
  @Tag("P6.3")
  void anExceptionThatWasOnlyCreatedHasNoFrames() {
    assertThat(new Failure(refused))
        .hasToString(
            "[Failure instance: Traceback (failure with no frames): "
                + "IOException: Connection was refused]");
  }

  @Test
  @Tag("P6.3")
  void anExceptionThatWasCaughtKeepsItsFramesAndCanBePrintedElsewhere() {
    assertThat(caught().toString())
        .startsWith("[Failure instance: Traceback: IOException: oops\n  at ")
        .contains("FailureTest.caught(FailureTest.java:")
        .endsWith("]");
  }

  @Test
  @Tag("P9.1")
  void theFramesOfWhatACallbackThrewEndAtTheChain() {
    StringBuilder text = new StringBuilder();
    Deferred.succeed("poem").addCallback(FailureTest::gibberish).handle(text::append);

    assertThat(text.toString().lines())
        .hasSize(2)
        .last()
        .asString()
        .contains("FailureTest.gibberish(FailureTest.java:");
  }

  private static String gibberish(String poem) throws IOException {
    throw new IOException(poem);
  }

  @Test
  @Tag("P6.4")
  void trapReturnsWhatIsExpected() throws Exception {
    var failure = new Failure(refused);

    IOException trapped = failure.trap(IOException.class);

    assertThat(trapped).isSameAs(refused);
    assertThat(failure.trap(IllegalStateException.class, IOException.class)).isSameAs(refused);
  }

  @Test
  @Tag("P6.4")
  void trapThrowsTheRestOn() {
    var failure = new Failure(refused);
    var error = new Failure(new AssertionError("an Error"));

    assertThatThrownBy(() -> failure.trap(FileNotFoundException.class)).isSameAs(refused);
    assertThatThrownBy(() -> error.trap(Exception.class)).isSameAs(error.value());
  }

  @Test
  @Tag("P6.4")
  void whatAnErrbackDoesNotTrapGoesToTheNextErrback() {
    StringBuilder seen = new StringBuilder();
    Deferred.<String>fail(refused)
        .addErrback(failure -> failure.trap(FileNotFoundException.class).getMessage())
        .handle(failure -> seen.append(failure.getErrorMessage()));

    assertThat(seen).hasToString("Connection was refused");
  }

  @Test
  @Tag("P6.4")
  void checkTellsWithoutThrowing() {
    var failure = new Failure(refused);

    assertThat(failure.check(FileNotFoundException.class)).isNull();
    assertThat(failure.check(FileNotFoundException.class, IOException.class)).isSameAs(refused);
    assertThat(failure.value()).isSameAs(refused);
  }

  @Test
  void raiseExceptionThrowsEvenWhatIsNeitherExceptionNorError() {
    var odd = new Throwable("odd");

    assertThatThrownBy(() -> new Failure(odd).raiseException()).isSameAs(odd);
  }

  @Test
  @Tag("P6.4")
  void theErrorMessageIsTheExceptionsOwnOrItsType() {
    assertThat(new Failure(refused).getErrorMessage()).isEqualTo("Connection was refused");
    assertThat(new Failure(new IOException()).getErrorMessage()).isEqualTo("IOException");
    assertThat(new Failure(new IOException("")).getErrorMessage()).isEqualTo("IOException");
  }

  @Test
  void tracebacksAreBriefOrWhole() {
    var cause = new IllegalStateException("cause");
    var failure = new Failure(new IOException("oops", cause));

    assertThat(failure.getBriefTraceback())
        .isEqualTo("Traceback (failure with no frames): IOException: oops");
    assertThat(failure.getTraceback())
        .startsWith("java.io.IOException: oops")
        .contains("tracebacksAreBriefOrWhole")
        .contains("Caused by: java.lang.IllegalStateException: cause");
  }

  @Test
  void tracebacksCanBePrinted() {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Failure failure = caught();

    failure.printBriefTraceback(out);
    failure.printTraceback(out);

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(failure.getBriefTraceback() + System.lineSeparator() + failure.getTraceback());
  }

  @Test
  void anExceptionWithoutANameOrAStackStillHasADescription() {
    var nameless = new Exception("nameless", null, false, false) {};

    assertThat(Failure.caught(nameless))
        .hasToString(
            "[Failure instance: Traceback (failure with no frames): "
                + nameless.getClass().getName()
                + ": nameless]");
  }

  @Test
  void survivesSerialization() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(new FirstErrorException(caught(), 3));
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      var read = (FirstErrorException) in.readObject();
      assertThat(read.index()).isEqualTo(3);
      assertThat(read.key()).isEqualTo(3);
      assertThat(read.failure().getErrorMessage()).isEqualTo("oops");
    }
  }
}
