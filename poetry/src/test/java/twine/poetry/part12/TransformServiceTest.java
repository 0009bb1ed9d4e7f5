package twine.poetry.part12;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twine.defer.Failure;
import twine.poetry.part10.GibberishException;

/** What the service does, without any protocol. */
@Tag("P12.5")
final class TransformServiceTest {
  private final TransformService service = new TransformService();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cummingsify  | HERE, My poém             | here, my poém
          dickinsonify | Here, my poem; 1.5: é.    | Here – my poem – 1.5 – é –
          dickinsonify | Here,                     | Here –
          reverse      | Here                      | ereH
          reverse      | Here\\nis\\r\\nmy poem\\n | ereH\\nsi\\r\\nmeop ym\\n
          reverse      | \\r\\n\\n\\r              | \\r\\n\\n\\r
          reverse      | 'ae\u0301b'               | 'be\u0301a'
          reverse      | ''                        | ''
          """)
  @Tag("P12.6")
  void aPoemIsTransformed(String name, String poem, String transformed) {
    byte[] original = unescaped(poem).getBytes(UTF_8);
    byte[] asked = original.clone();
    List<byte[]> answers = new ArrayList<>();
    service.transform(name, asked).onResult(answers::add);
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst()).asString(UTF_8).isEqualTo(unescaped(transformed));
    assertThat(asked).as("the poem that was given").isEqualTo(original);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shout", "Reverse", "reverse ", "xform_reverse", "é\n\"\\"})
  @Tag("P12.3")
  void aNameThatIsNotInTheTableIsUnknown(String name) {
    assertThat(failure(name, "x".getBytes(UTF_8))).isInstanceOf(UnknownTransformException.class);
  }

  /** Whatever this object and its class can do besides. */
  @Test
  @Tag("P12.3")
  void noNameOfAMethodIsAName() {
    for (Class<?> type : List.of(Object.class, TransformService.class, Transforms.class)) {
      for (var method : type.getDeclaredMethods()) {
        if (!TransformService.names().contains(method.getName())) {
          assertThat(failure(method.getName(), new byte[0]))
              .isInstanceOf(UnknownTransformException.class);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dickinsonify", "reverse"})
  @Tag("P12.3")
  void bytesThatAreNoTextAreGibberish(String name) {
    assertThat(failure(name, "é".getBytes(ISO_8859_1))).isInstanceOf(GibberishException.class);
  }

  private Throwable failure(String name, byte[] poem) {
    List<Failure> failures = new ArrayList<>();
    service.transform(name, poem).handle(failures::add);
    assertThat(failures).hasSize(1);
    return failures.getFirst().value();
  }

  private static String unescaped(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n");
  }
}
