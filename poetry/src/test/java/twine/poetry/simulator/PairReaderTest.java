package twine.poetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twine.poetry.simulator.Step.Fail;
import twine.poetry.simulator.Step.Passthru;
import twine.poetry.simulator.Step.Return;

/** What may be typed. */
final class PairReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return good fail bad",
        "r good f bad",
        "RET good Fai bad",
        "  r   good\tf bad  ",
      })
  void wordsMayBeShortenedAndSpacedAsOneLikes(String line) throws Exception {
    assertThat(PairReader.read(line)).isEqualTo(new Pair(new Return("good"), new Fail("bad")));
  }

  @Test
  void aPassthruHasNoValue() throws Exception {
    assertThat(PairReader.read("p passthru")).isEqualTo(new Pair(new Passthru(), new Passthru()));
  }

  @Test
  void aValueMayBeOfSixCharactersOfAnyScript() throws Exception {
    assertThat(PairReader.read("r 𝄞𝄞𝄞𝄞𝄞𝄞 p").callback())
        .isEqualTo(new Return("𝄞𝄞𝄞𝄞𝄞𝄞"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          p             | the errback is missing
          r good        | the errback is missing
          r             | the value of the callback's return is missing
          p f           | the value of the errback's fail is missing
          x p           | the callback cannot 'x', only return, fail or passthru (r, f, p)
          p returns a   | the errback cannot 'returns', only return, fail or passthru (r, f, p)
          r seventy p   | 'seventy' has more than 6 characters
          p p p         | 'p' comes after both the callback and the errback
          """)
  void aLineThatIsWrongIsToldWhy(String line, String message) {
    assertThatExceptionOfType(BadPairException.class)
        .isThrownBy(() -> PairReader.read(line))
        .withMessage(message);
  }
}
