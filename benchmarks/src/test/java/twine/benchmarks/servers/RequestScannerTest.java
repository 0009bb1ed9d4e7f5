package twine.benchmarks.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestScannerTest {

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(US_ASCII));
  }

  @Test
  void requestsAreFoundWhereverTheyAreCut() {
    String three = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(3);
    for (int first = 0; first <= three.length(); first++) {
      for (int second = first; second <= three.length(); second++) {
        RequestScanner scanner = new RequestScanner();
        int found =
            scanner.count(bytes(three.substring(0, first)))
                + scanner.count(bytes(three.substring(first, second)))
                + scanner.count(bytes(three.substring(second)));
        assertThat(found).as("cut at %d and %d", first, second).isEqualTo(3);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n\r", "\n\r\n", "\r\n \r\n", "\n\n\n\n", "\r\r\n\n"})
  void whatIsAlmostAnEmptyLineEndsNoRequest(String bytes) {
    assertThat(new RequestScanner().count(bytes(bytes))).isZero();
  }

  @Test
  void aReturnTooManyDoesNotHideTheEmptyLine() {
    assertThat(new RequestScanner().count(bytes("a\r\r\n\r\n"))).isEqualTo(1);
  }

  @Test
  void onlyWhatLiesBetweenPositionAndLimitIsLookedAt() {
    ByteBuffer bytes = bytes("\r\n\r\n\r\n\r\n").position(2).limit(6);
    assertThat(new RequestScanner().count(bytes)).isEqualTo(1);
  }
}
