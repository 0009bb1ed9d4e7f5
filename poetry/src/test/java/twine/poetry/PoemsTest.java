package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The poems that come with the programs. */
@Tag("P2.5")
final class PoemsTest {

  @ParameterizedTest
  @CsvSource({"ecstasy, 3003", "fascination, 623", "science, 653"})
  void aPoemHasAsManyBytesAsInTheBook(String name, int bytes) throws Exception {
    assertThat(Files.size(poem(name))).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecstasy", "fascination", "science", "alla_sera"})
  void aPoemIsUtf8AndEndsItsLastLine(String name) throws Exception {
    byte[] poem = Files.readAllBytes(poem(name));
    String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(poem)).toString();
    assertThat(text).endsWith("\n").doesNotContain("\r").doesNotContain("\t");
  }

  @Test
  void foscoloHasHisAccents() throws Exception {
    assertThat(Files.readString(poem("alla_sera"))).contains("Forse perché della fatal quïete");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecstasy", "fascination", "science"})
  void thePoemsOfTheDemoAreTheSame(String name) throws Exception {
    try (InputStream packed = Poetry.class.getResourceAsStream("poems/" + name + ".txt")) {
      assertThat(packed).hasBinaryContent(Files.readAllBytes(poem(name)));
    }
  }

  private static Path poem(String name) {
    return Started.root().resolve("poetry").resolve(name + ".txt");
  }
}
