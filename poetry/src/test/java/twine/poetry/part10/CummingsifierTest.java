package twine.poetry.part10;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class CummingsifierTest {
  private static final byte[] POEM = "Forse PERCHÉ\n".getBytes(UTF_8);

  @Test
  @Tag("P10.1")
  void inAGoodMoodThePoemIsInLowerCase() throws Exception {
    assertThat(engine(0).cummingsify(POEM)).isEqualTo("forse perché\n".getBytes(UTF_8));
  }

  @Test
  @Tag("P10.1")
  void inABadMoodThePoemIsGibberish() {
    assertThatThrownBy(() -> engine(1).cummingsify(POEM)).isInstanceOf(GibberishException.class);
  }

  @Test
  @Tag("P10.1")
  void inAnUnsteadyMoodTheEngineStumbles() {
    assertThatThrownBy(() -> engine(2).cummingsify(POEM))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofBytesThatAreNotUtf8OnlyTheLettersOfAsciiChange() {
    byte[] latin = "Forse PERCHÉ".getBytes(ISO_8859_1);
    assertThat(Cummingsifier.toLowerCase(latin)).isEqualTo("forse perchÉ".getBytes(ISO_8859_1));
  }

  @Property
  void whatIsInLowerCaseStaysAsItIs(@ForAll byte[] poem) {
    byte[] lower = Cummingsifier.toLowerCase(poem);
    assertThat(Cummingsifier.toLowerCase(lower)).isEqualTo(lower);
  }

  /** An engine that is always in the same mood. */
  private static Cummingsifier engine(int mood) {
    return new Cummingsifier(
        new RandomGenerator() {
          @Override
          public long nextLong() {
            throw new AssertionError("a mood is an int");
          }

          @Override
          public int nextInt(int bound) {
            assertThat(bound).isEqualTo(3);
            return mood;
          }
        });
  }
}
