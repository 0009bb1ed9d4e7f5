package twine.linux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The system's errors as the JDK's sockets have them, by which the kernel tells them apart. */
@EnabledOnOs(OS.LINUX)
final class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "111, java.net.ConnectException, Connection refused",
    "110, java.net.ConnectException, Connection timed out",
    "107, java.net.ConnectException, Transport endpoint is not connected",
    "113, java.net.NoRouteToHostException, No route to host",
    "98, java.net.BindException, Address already in use",
    "99, java.net.BindException, Cannot assign requested address",
    "13, java.net.BindException, Permission denied",
    "71, java.net.ProtocolException, Protocol error",
    "101, java.net.SocketException, Network is unreachable",
    "32, java.net.SocketException, Broken pipe",
  })
  void eachHasItsKindAndTheSystemsWords(int errno, Class<?> kind, String text) {
    assertThat(Failures.of(errno)).isExactlyInstanceOf(kind).hasMessage(text);
  }
}
