package twine.poetry.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class PoemOutputTest {

  @Property
  void onePoemIsPrintedByteForByte(@ForAll byte[] poem) {
    var sink = new ByteArrayOutputStream();
    new PoemOutput(new PrintStream(sink)).poem(poem);
    assertThat(sink.toByteArray()).isEqualTo(poem);
  }

  @Test
  void anEmptyLineSeparatesPoemsFromOneAnother() {
    assertThat(printed("one\n", "two\n", "three")).isEqualTo("one\n\ntwo\n\nthree");
  }

  @Test
  void aPoemThatDoesNotEndItsLastLineHasItEnded() {
    assertThat(printed("one", "two")).isEqualTo("one\n\ntwo");
  }

  @Test
  void anEmptyPoemHasNoLineToEnd() {
    assertThat(printed("", "two")).isEqualTo("\ntwo");
  }

  @Test
  void aLineStandsWithThePoemThatFollowsIt() {
    var sink = new ByteArrayOutputStream();
    var out = new PoemOutput(new PrintStream(sink));
    out.line("Cummingsify failed!");
    out.poem("one".getBytes(US_ASCII));
    out.line("Cummingsify failed!");
    out.poem("two".getBytes(US_ASCII));
    assertThat(sink.toString(US_ASCII).lines())
        .containsExactly("Cummingsify failed!", "one", "", "Cummingsify failed!", "two");
  }

  private static String printed(String... poems) {
    var sink = new ByteArrayOutputStream();
    var out = new PoemOutput(new PrintStream(sink));
    for (String poem : poems) {
      out.poem(poem.getBytes(US_ASCII));
    }
    return sink.toString(US_ASCII);
  }
}
