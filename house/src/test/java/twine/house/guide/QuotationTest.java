package twine.house.guide;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is a quotation, and what is not. */
final class QuotationTest {
  private static final String SIMPLE = "examples/basic/Hello.java";

  private static void check(String file, String... lines) {
    List<String> options = file.isEmpty() ? List.of() : List.of(file);
    new Quotation(new Block("page:1", "java", options, List.of(lines))).check();
  }

  @Test
  void linesMayBeIndentedOtherwiseAndLeftOut() {
    assertThatCode(() ->
            check(SIMPLE, "void main() {", "// ...", "    reactor.callWhenRunning(this::hello);"))
        .doesNotThrowAnyException();
  }

  @Test
  void linesThatAreNotInTheFileAreNamed() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> check(SIMPLE, "void main() {", "  reactor.run();"))
        .withMessageContainingAll("page:1", SIMPLE, "reactor.run();");
  }

  @Test
  void theirOrderIsThatOfTheFile() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> check(SIMPLE, "reactor.run();", "// ...", "void main() {"));
  }

  @Test
  void theFileMustBeNamed() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> check("", "void main() {"))
        .withMessageContaining("page:1");
  }
}
