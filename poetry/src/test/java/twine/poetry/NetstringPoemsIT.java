package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.net.TcpAddress;
import twine.poetry.StagedServer.Client;

/** Poems as netstrings, from {@code serve} to {@code get} (Part 12, exercise 6). */
@Tag("P12.7")
final class NetstringPoemsIT {
  private static final byte[] NETSTRING = "10:ten letter,".getBytes(UTF_8);

  @Test
  void poemsGoFromServerToClientUnchanged() throws Exception {
    try (Started server =
        Started.start("serve", "--netstring", Poems.ECSTASY, "poetry/alla_sera.txt")) {
      List<TcpAddress> addresses = server.awaitServing(2);
      Ended ended = Started.run("get", "--netstring", port(addresses, 1), port(addresses, 0));
      assertThat(ended.output())
          .isEqualTo(text("poetry/alla_sera.txt") + "\n" + text(Poems.ECSTASY));
      assertThat(ended.errors()).contains(addresses.get(0) + ": 3003 bytes of poetry in ");
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void whatTheServerSendsIsOneNetstring() throws Exception {
    String wanted = "653:" + text(Poems.SCIENCE) + ",";
    for (String[] pace : new String[][] {{}, {"--num-bytes", "100", "--delay", "0"}}) {
      List<String> arguments = new ArrayList<>(List.of("serve", "--netstring"));
      arguments.addAll(List.of(pace));
      arguments.add(Poems.SCIENCE);
      try (Started server = Started.start(arguments.toArray(String[]::new))) {
        TcpAddress address = server.awaitServing();
        try (var client = new Socket(address.host(), address.port())) {
          assertThat(client.getInputStream().readAllBytes()).isEqualTo(wanted.getBytes(UTF_8));
        }
      }
    }
  }

  @Test
  void aServerThatIsKilledHalfWayIsNoticedAndTheOtherPoemsArePrinted() throws Exception {
    try (Started mortal =
            Started.start(
                "serve", "--netstring", "--num-bytes", "1000", "--delay", "3600", Poems.ECSTASY);
        Started other = Started.start("serve", "--netstring", Poems.SCIENCE)) {
      TcpAddress address = mortal.awaitServing();
      List<TcpAddress> others = other.awaitServing(1);
      try (Started get =
          Started.start("get", "--netstring", "" + address.port(), port(others, 0))) {
        get.awaitError("1 of 2 poems, 1648 bytes so far\n"); // 653, and 1000 without "3003:"
        mortal.close();
        Ended ended = get.end();
        assertThat(ended.errors())
            .contains(
                "poetry get: The connection to "
                    + address
                    + " was lost after 995 of 3003 bytes of poetry: ");
        assertThat(ended.output()).isEqualTo(text(Poems.SCIENCE));
        assertThat(ended.status()).isEqualTo(1);
      }
    }
  }

  /** Without netstrings this is a poem: nobody can tell. */
  @Test
  void aCleanEndBeforeTheEndOfThePoemIsAFailureToo() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started get = Started.start("get", "--netstring", server.port())) {
      Client client = server.accept();
      client.send("3003:As it fell".getBytes(UTF_8));
      client.finish();
      Ended ended = get.end();
      assertThat(ended.errors())
          .contains(
              "poetry get: The connection to "
                  + server.address()
                  + " was lost after 10 of 3003 bytes of poetry: Connection was closed cleanly.\n");
      assertThat(ended.output()).isEmpty();
      assertThat(ended.status()).isEqualTo(1);
    }
  }

  @Test
  void aPoemThatIsCutShortIsAskedForAgain() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started get = Started.start("get", "--netstring", "--retries", "1", server.port())) {
      Client mortal = server.accept();
      mortal.send("10:ten".getBytes(UTF_8));
      mortal.reset();
      get.awaitError("; trying again in 0.5 s (0 more after that)\n");
      Client revived = server.accept();
      revived.send(NETSTRING);
      revived.awaitHangUp(); // the client has all it wants, and does not wait for the end
      Ended ended = get.end();
      assertThat(ended.output()).isEqualTo("ten letter");
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void aServerThatKnowsNothingOfNetstringsIsNamed() throws Exception {
    try (Started server = Started.start("serve", Poems.SCIENCE)) {
      TcpAddress address = server.awaitServing();
      Ended ended = Started.run("get", "--netstring", "" + address.port());
      assertThat(ended.errors())
          .contains("poetry get: " + address + " did not send its poem as a netstring: ")
          .contains(text(Poems.SCIENCE).substring(0, 7));
      assertThat(ended.output()).isEmpty();
      assertThat(ended.status()).isEqualTo(1);
    }
  }

  private static String port(List<TcpAddress> addresses, int place) {
    return Integer.toString(addresses.get(place).port());
  }

  private static String text(String poem) {
    return new String(Poems.read(poem), UTF_8);
  }
}
