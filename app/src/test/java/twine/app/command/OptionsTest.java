package twine.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code twined} makes of the number of reactors that it is given. */
final class OptionsTest {
  private static int reactors(String... args) {
    var options = new Options();
    options.read(args);
    return options.reactors();
  }

  @Test
  void thereIsOneReactorUnlessMoreAreAskedFor() {
    assertThat(reactors("web")).isEqualTo(1);
    assertThat(reactors("--reactors", "3", "web")).isEqualTo(3);
    assertThat(reactors("--reactors=1024", "web")).isEqualTo(1024);
  }

  @Test
  void thereCanBeOneForEachCore() {
    assertThat(reactors("--reactors=cores", "web"))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "", " 2", "2.0", "two", "1025", "99999999999", "Cores"})
  void whatIsNoNumberOfReactorsIsRefused(String number) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> reactors("--reactors=" + number, "web"))
        .withMessageContaining("--reactors")
        .withMessageContaining("not " + number);
  }
}
