package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twine.net.TcpAddress;

/** The servers of Part 11. */
final class FastServersIT {
  @TempDir private Path directory;

  @Test
  @Tag("P11.1")
  void theFastServerSendsEverythingAndCloses() throws Exception {
    byte[] epic = new byte[5_000_000];
    new Random(1).nextBytes(epic);
    Path poem = Files.write(directory.resolve("epic"), epic);
    try (Started server = Started.start("fast-server", poem.toString())) {
      TcpAddress address = server.awaitServing();
      for (int i = 0; i < 3; i++) {
        try (Socket client = connect(address)) {
          assertThat(client.getInputStream().readAllBytes()).isEqualTo(epic);
        }
      }
    }
  }

  @Test
  @Tag("P11.1")
  void theFastServerSaysWhatItServesAndWhere() throws Exception {
    try (var free = new ClosedPort()) {
      String port = free.port();
      free.close();
      try (Started server = Started.start("fast-server", "--port", port, Poems.ECSTASY)) {
        server.awaitServing();
        server.signal("TERM");
        assertThat(server.end().output())
            .isEqualTo("Serving poetry/ecstasy.txt on 127.0.0.1:" + port + ".\n");
      }
    }
  }

  @Test
  @Tag("P11.1")
  void aClientThatDoesNotReadKeepsNobodyWaiting() throws Exception {
    Path poem = Files.write(directory.resolve("epic"), new byte[5_000_000]);
    try (Started server = Started.start("fast-server", poem.toString())) {
      TcpAddress address = server.awaitServing();
      try (Socket idle = connect(address);
          Socket other = connect(address)) {
        assertThat(other.getInputStream().readAllBytes()).hasSize(5_000_000);
        assertThat(idle.getInputStream().readAllBytes()).hasSize(5_000_000);
      }
    }
  }

  @Test
  @Tag("P11.7")
  void everyPoemHasAPortOfItsOwn() throws Exception {
    try (Started server = Started.start("serve", Poems.ECSTASY, Poems.SCIENCE)) {
      List<TcpAddress> addresses = server.awaitServing(2);
      try (Socket ecstasy = connect(addresses.get(0));
          Socket science = connect(addresses.get(1))) {
        assertThat(science.getInputStream().readAllBytes()).isEqualTo(Poems.read(Poems.SCIENCE));
        assertThat(ecstasy.getInputStream().readAllBytes()).isEqualTo(Poems.read(Poems.ECSTASY));
      }
    }
  }

  @Test
  @Tag("P11.7")
  void thePortsFollowTheOneThatWasGiven() throws Exception {
    int port = twoFreePorts();
    try (Started server =
        Started.start("serve", "--port", "" + port, Poems.ECSTASY, Poems.SCIENCE)) {
      assertThat(server.awaitServing(2))
          .extracting(TcpAddress::port)
          .containsExactly(port, port + 1);
    }
  }

  @Test
  @Tag("P11.6")
  void aSlowServerOnAReactorServesAllItsClientsAtOnce() throws Exception {
    try (Started server =
        Started.start("serve", Poems.FASCINATION, "--num-bytes", "600", "--delay", "1")) {
      TcpAddress address = server.awaitServing();
      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        clients.add(connect(address));
      }
      for (Socket client : clients) {
        // Each has its first portion before any can have its last.
        assertThat(client.getInputStream().readNBytes(600)).hasSize(600);
      }
      for (Socket client : clients) {
        assertThat(client.getInputStream().readAllBytes()).hasSize(23);
        client.close();
      }
    }
  }

  @Test
  @Tag("P11.6")
  void aClientThatLeavesEarlyIsForgotten() throws Exception {
    try (Started server = Started.start("serve", Poems.ECSTASY, "--delay", "0.001")) {
      TcpAddress address = server.awaitServing();
      Socket rude = connect(address);
      assertThat(rude.getInputStream().read()).isNotNegative();
      rude.setSoLinger(true, 0);
      rude.close();
      try (Socket next = connect(address)) {
        assertThat(next.getInputStream().readAllBytes()).isEqualTo(Poems.read(Poems.ECSTASY));
      }
      server.signal("TERM");
      Ended ended = server.end();
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  /** By the time that the other has everything, far more waits than a server may keep for one. */
  @Test
  @Tag("P11.6")
  void aSlowServerIsNoFasterThanItsClient() throws Exception {
    Path poem = Files.write(directory.resolve("epic"), new byte[40_000_000]);
    try (Started server =
        Started.start("serve", poem.toString(), "--num-bytes", "100000", "--delay", "0")) {
      TcpAddress address = server.awaitServing();
      try (Socket idle = connect(address);
          Socket other = connect(address)) {
        assertThat(other.getInputStream().readAllBytes()).hasSize(40_000_000);
        assertThat(idle.getInputStream().readAllBytes()).hasSize(40_000_000);
      }
    }
  }

  @Test
  void anIpv6AddressStandsInBrackets() throws Exception {
    Assumptions.assumeTrue(hasIpv6(), "there is no ::1 here");
    for (String name : new String[] {"serve", "slow-server"}) {
      try (Started server = Started.start(name, "--iface", "::1", "--delay", "0", Poems.SCIENCE)) {
        int port = server.awaitServing().port();
        for (String client : new String[] {"client-1", "client-2", "blocking-client"}) {
          assertThat(Started.run(client, "[::1]:" + port).output()).contains("653 bytes of poetry");
        }
      }
    }
  }

  private static boolean hasIpv6() {
    try (var _ = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static int twoFreePorts() throws Exception {
    while (true) {
      try (StagedServer first = StagedServer.listen()) {
        int port = first.address().port();
        if (port < 65_535 && StagedServer.isFree(port + 1)) {
          return port;
        }
      }
    }
  }

  private static Socket connect(TcpAddress address) throws Exception {
    return new Socket(address.host(), address.port());
  }
}
