package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every program makes of its command line, before it does anything. */
@Tag("P2.2")
final class CommandLineTest {
  private static final List<String> SERVERS = List.of("serve", "slow-server", "fast-server");

  /** Programs that are neither servers nor clients of poems. */
  private static final List<String> OTHERS =
      List.of("demo", "transform-server", "transform-client");

  @TempDir private Path directory;

  static Stream<String> programs() {
    return Programs.list().stream().map(Programs.Line::name);
  }

  static Stream<String> servers() {
    return SERVERS.stream();
  }

  /** Servers to their clients, and clients to their server. */
  static Stream<String> proxies() {
    return programs().filter(name -> name.startsWith("proxy"));
  }

  static Stream<String> clients() {
    return programs()
        .filter(name -> !SERVERS.contains(name) && !OTHERS.contains(name))
        .filter(name -> !name.startsWith("proxy"));
  }

  /** Those that listen. */
  static Stream<String> listeners() {
    return Stream.concat(servers(), proxies());
  }

  @Test
  void withoutAProgramTheListOfProgramsIsAnError() {
    Ended ended = InProcess.run();
    assertThat(ended.errors()).startsWith("Usage: poetry PROGRAM");
    programs().forEach(name -> assertThat(ended.errors()).contains("  " + name + " "));
    assertThat(ended.output()).isEmpty();
    assertThat(ended.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help"})
  void theListOfProgramsCanBeAskedFor(String option) {
    Ended ended = InProcess.run(option);
    assertThat(ended.output()).startsWith("Usage: poetry PROGRAM");
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-V", "--version"})
  void theVersionCanBeAskedFor(String option) {
    Ended ended = InProcess.run(option);
    assertThat(ended.output()).startsWith("poetry ").hasLineCount(1);
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-9", "--port", "Client-4", " "})
  void anUnknownProgramIsNamed(String name) {
    assertMisused(InProcess.run(name, "10000"), "poetry: there is no program '" + name + "'");
  }

  @Test
  void noLineOfTheListIsTooLongForATerminal() {
    assertThat(InProcess.run("--help").lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyProgramHasHelp(String name) {
    for (String option : List.of("-h", "--help")) {
      Ended ended = InProcess.run(name, option);
      assertThat(ended.output()).startsWith("Usage: poetry " + name + " ");
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyProgramHasAVersion(String name) {
    Ended ended = InProcess.run(name, "--version");
    assertThat(ended.output()).isEqualTo(InProcess.run("--version").output());
    assertThat(ended.status()).isZero();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void anUnknownOptionIsNamed(String name) {
    assertMisused(
        InProcess.run(name, "--colour", "10000", "10000"), "poetry " + name + ": ", "--colour");
  }

  @Test
  void theClientThatMayHangSaysSo() {
    assertThat(InProcess.run("client-3", "--help").output()).contains("waits for ever");
  }

  @Test
  @Tag("P14.8")
  void aTransformingProxyIsToldAllThatItHasToKnow() {
    assertMisused(InProcess.run("proxy", "--transform", "reverse", "10000"), "with --via");
    assertMisused(InProcess.run("proxy", "--transform-port", "0", "10000"), "with --via");
    assertMisused(
        InProcess.run("proxy", "--via", "10001", "10000"), "with --transform or --transform-port");
    assertMisused(
        InProcess.run("proxy", "--transform", "a.b", "--via", "10001", "10000"),
        "'a.b' is not the name of a transform");
    assertMisused(
        InProcess.run("proxy", "--transform", "reverse", "--via", "10x", "10000"),
        "'10x' is not an address, [HOST:]PORT: ");
  }

  @Test
  void theProxySaysHowFarItGoes() {
    assertThat(InProcess.run("proxy", "--help").output())
        .contains("7200, two hours", "60 if this is left out", "10485760, 10 MiB");
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aClientWithoutAddressesPrintsItsUsage(String name) {
    Ended ended = InProcess.run(name);
    assertMisused(ended, "poetry " + name + ": ", "ADDRESS");
    assertThat(ended.errors()).contains("[HOST:]PORT").contains("--help");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aServerWithoutAPoemPrintsItsUsage(String name) {
    Ended ended = InProcess.run(name);
    assertMisused(ended, "poetry " + name + ": ", "FILE");
    assertThat(ended.errors()).contains("--port").contains("--help");
  }

  @ParameterizedTest
  @MethodSource("clients")
  void anAddressThatIsNoneIsNamed(String name) {
    for (String address : List.of("10x", "65536", "-", "localhost:", "localhost:x", "::1:10000")) {
      assertMisused(
          InProcess.run(name, "10000", address),
          "poetry " + name + ": '" + address + "' is not an address, [HOST:]PORT: ");
    }
  }

  @ParameterizedTest
  @MethodSource("proxies")
  void aProxyWithoutAnAddressPrintsItsUsage(String name) {
    Ended ended = InProcess.run(name);
    assertMisused(ended, "poetry " + name + ": ", "ADDRESS");
    assertThat(ended.errors()).contains("[HOST:]PORT", "--port", "--iface", "--help");
  }

  @ParameterizedTest
  @MethodSource("proxies")
  void aServerOfAProxyThatIsNoneIsNamed(String name) {
    for (String address : List.of("10x", "0", "65536", "-", "localhost:", "::1:10000")) {
      assertMisused(
          InProcess.run(name, address),
          "poetry " + name + ": '" + address + "' is not an address, [HOST:]PORT: ");
    }
    assertMisused(InProcess.run(name, "10000", "10001"), "poetry " + name + ": ", "10001");
  }

  @ParameterizedTest
  @MethodSource("listeners")
  void aPortThatIsNoneIsNamed(String name) {
    for (String port : List.of("10x", "65536", "-1", "", "1e3")) {
      assertMisused(
          InProcess.run(name, "--port", port, "poetry/ecstasy.txt"),
          "'" + port + "' is not a port");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "slow-server, --num-bytes, 0",
    "slow-server, --num-bytes, ten",
    "slow-server, --delay, -0.1",
    "slow-server, --delay, soon",
    "slow-server, --delay, NaN",
    "slow-server, --delay, 1e999999999",
    "serve, --num-bytes, 0",
    "serve, --delay, -1",
    "demo, --delay, slowly",
    "proxy, --expire, -1",
    "proxy, --timeout, 0",
    "proxy, --max-size, 0",
    "proxy, --max-size, 10M",
    "proxy, --transform-port, 65536",
    "client-1, --timeout, 0",
    "client-2, --timeout, -1",
    "client-3.1, --timeout, x",
    "client-4, --timeout, 0",
    "get, --timeout, 0",
    "get, --retries, -1",
    "get, --retries, many",
    "transform-server, --line-port, 65536",
    "transform-server, --delay, -1",
  })
  void aNumberThatMakesNoSenseIsNamed(String name, String option, String number) {
    assertMisused(
        InProcess.run(name, option, number, "10000"),
        "poetry " + name + ": " + option + ": '" + number + "' ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-6", "client-7", "client-8"})
  void aTransformServerThatIsNoneIsNamed(String name) {
    assertMisused(
        InProcess.run(name, "10x", "10000"),
        "poetry " + name + ": '10x' is not an address, [HOST:]PORT: ");
  }

  @Test
  void halfOfATransformationIsNotEnough() {
    for (List<String> half : List.of(List.of("--transform", "reverse"), List.of("--via", "9"))) {
      assertMisused(
          InProcess.run("get", half.get(0), half.get(1), "10000"),
          "poetry get: --transform NAME and --via ADDRESS go together");
    }
    assertMisused(
        InProcess.run("get", "--transform", "reverse", "--via", "x:", "10000"),
        "poetry get: 'x:' is not an address, [HOST:]PORT: ");
  }

  /** In a request the dot would end it: another transform, and another poem. */
  @Test
  @Tag("P13.5")
  void aNameThatNoTransformCanHaveIsRefused() {
    for (String name : List.of("", "a.b", ".")) {
      String said = "'" + name + "' is not the name of a transform";
      assertMisused(InProcess.run("transform-client", name, "10000"), said);
      assertMisused(InProcess.run("client-6", "--transform", name, "10000", "10000"), said);
      assertMisused(InProcess.run("client-8", "--transform", name, "-", "10000"), said);
      assertMisused(InProcess.run("get", "--transform", name, "--via", "9", "10000"), said);
    }
  }

  @Test
  @Tag("P12.6")
  void theTransformServerSaysWhatItTakes() {
    assertThat(InProcess.run("transform-server", "--help").output())
        .contains("1 MiB", "NAME.POEM", "cummingsify", "dickinsonify", "reverse");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aPoemThatIsMissingIsNamed(String name) {
    String missing = directory.resolve("no such.txt").toString();
    assertMisused(InProcess.run(name, missing), missing + ": there is no such file");
    assertMisused(InProcess.run(name, "\0"), "there is no such file");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aDirectoryIsNoPoem(String name) {
    assertMisused(InProcess.run(name, directory.toString()), directory + " is a directory");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aPoemThatMayNotBeReadIsNamed(String name) throws Exception {
    Path secret = Files.writeString(directory.resolve("secret.txt"), "Hush.");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(secret), "root may read every file");
    assertMisused(InProcess.run(name, secret.toString()), secret + ": permission denied");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aPoemThatCannotBeReadIsNamed(String name) {
    Path unreadable = Path.of("/proc/self/mem");
    Assumptions.assumeTrue(Files.exists(unreadable), "a file that even root cannot read");
    assertMisused(InProcess.run(name, unreadable.toString()), unreadable + " cannot be read: ");
  }

  @Test
  void poemsThatDoNotAllHaveAPortAreRefused() {
    assertMisused(
        InProcess.run("serve", "--port", "65535", poem("ecstasy"), poem("science")), "65535");
  }

  @Test
  void aPlaceForPoemsThatIsAFileIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertMisused(InProcess.run("get", "--output", file.toString(), "10000"), file.toString());
  }

  @Test
  void whatIsForOneServerIsNotForTwoPoems() {
    assertMisused(InProcess.run("fast-server", poem("ecstasy"), poem("science")), "science");
  }

  private static String poem(String name) {
    return Started.root().resolve("poetry/" + name + ".txt").toString();
  }

  /** One line that names the thing, then the usage, and nothing else. */
  private static void assertMisused(Ended ended, String... said) {
    String[] lines = ended.errors().split("\n", 2);
    assertThat(lines[0]).contains(said);
    assertThat(lines[1]).startsWith("Usage: poetry ").endsWith("\n").doesNotEndWith("\n\n");
    assertThat(ended.errors()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(ended.output()).isEmpty();
    assertThat(ended.status()).isEqualTo(2);
  }
}
