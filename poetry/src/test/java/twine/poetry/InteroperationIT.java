package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.net.TcpAddress;

/** Our servers, and other people's clients. */
final class InteroperationIT {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slow-server --num-bytes 100 --delay 0.001",
        "serve --num-bytes 100 --delay 0.001",
        "serve",
        "fast-server",
      })
  void curlReadsAPoem(String server) throws Exception {
    Assumptions.assumeTrue(Tools.exist("curl"), "there is no curl here");
    assertReads(server, "curl", "-sS", "--http0.9", "http://HOST:PORT/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slow-server --num-bytes 100 --delay 0.001",
        "serve --num-bytes 100 --delay 0.001",
        "fast-server",
      })
  void netcatReadsAPoem(String server) throws Exception {
    Assumptions.assumeTrue(Tools.exist("nc"), "there is no netcat here");
    assertReads(server, "nc", "HOST", "PORT");
  }

  private static void assertReads(String command, String... client) throws Exception {
    try (Started server = Started.start((command + " " + Poems.ECSTASY).split(" "))) {
      TcpAddress address = server.awaitServing();
      List<String> filledIn =
          List.of(client).stream()
              .map(
                  word -> word.replace("HOST", address.host()).replace("PORT", "" + address.port()))
              .toList();
      for (int i = 0; i < 3; i++) {
        try (Started reader = Started.start(Started.root(), filledIn)) {
          Ended ended = reader.end();
          assertThat(ended.bytes()).isEqualTo(Poems.read(Poems.ECSTASY));
          assertThat(ended.errors()).isEmpty();
          assertThat(ended.status()).isZero();
        }
      }
    }
  }
}
