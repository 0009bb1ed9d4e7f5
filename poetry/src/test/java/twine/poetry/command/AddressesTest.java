package twine.poetry.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.NumericChars;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twine.net.TcpAddress;

final class AddressesTest {

  @ParameterizedTest
  @org.junit.jupiter.api.Tag("P2.2")
  @CsvSource({
    "10000, 127.0.0.1, 10000",
    ":10000, 127.0.0.1, 10000",
    "1, 127.0.0.1, 1",
    "65535, 127.0.0.1, 65535",
    "localhost:80, localhost, 80",
    "poems.example.org:80, poems.example.org, 80",
    "192.0.2.1:80, 192.0.2.1, 80",
    "[::1]:80, ::1, 80",
    "[fe80::1%eth0]:80, fe80::1%eth0, 80",
  })
  void anAddressIsAPortWithPerhapsAHost(String text, String host, int port) {
    assertThat(Addresses.parse(text)).isEqualTo(new TcpAddress(host, port));
  }

  @ParameterizedTest
  @org.junit.jupiter.api.Tag("P2.2")
  @ValueSource(
      strings = {
        "",
        ":",
        "x",
        "0",
        "65536",
        "-1",
        "+1",
        " 1",
        "1 ",
        "1.0",
        "0x10",
        "99999999999",
        "١٢",
        "host",
        "host:",
        "host:x",
        "host:0",
        "host:65536",
        "host:-1",
        "::1:80",
        "[::1:80",
        "::1]:80",
        "[]:80",
        "[::1]",
        "[::1]80",
      })
  void anythingElseIsNamedAndRefused(String text) {
    assertThatThrownBy(() -> Addresses.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("'" + text + "' is not an address, [HOST:]PORT: ");
  }

  @Property
  @Tag("P2.2")
  void whatIsPrintedCanBeTyped(
      @ForAll @NotEmpty @AlphaChars @NumericChars @Chars({'.', '-'}) String host,
      @ForAll @IntRange(min = 1, max = 65_535) int port) {
    var address = new TcpAddress(host, port);
    assertThat(Addresses.parse(address.toString())).isEqualTo(address);
  }
}
