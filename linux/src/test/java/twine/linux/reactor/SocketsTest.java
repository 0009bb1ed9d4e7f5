package twine.linux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import twine.linux.reactor.Rig.Told;
import twine.net.TcpAddress;
import twine.reactor.ListenOptions;
import twine.reactor.spi.Ready;

/** Addresses, options and errors of sockets, next to those of the JDK's. */
@EnabledOnOs(OS.LINUX)
final class SocketsTest {
  private static final String V6_LOOPBACK = "0:0:0:0:0:0:0:1";

  private Rig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new Rig("epoll");
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private static void assumeIpv6() throws IOException {
    boolean has =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .anyMatch(InetAddress.ofLiteral("::1")::equals);
    assumeTrue(has, "this machine has no IPv6");
  }

  private static InetSocketAddress at(String ip, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
  }

  /** The end of a connection that has been attempted. */
  private SocketStream made(SocketStream stream) throws IOException {
    Told told = new Told();
    stream.attach(told);
    stream.interest(Ready.WRITE);
    while (told.ops.isEmpty() || !stream.finishConnect()) {
      rig.await(10_000);
    }
    return stream;
  }

  // ---- addresses

  @Test
  void aPortWithoutAnInterfaceIsReachedByIpv4AndByIpv6() throws IOException {
    assumeIpv6();
    SocketListener everywhere = rig.listen(new InetSocketAddress(0));
    for (String ip : List.of("127.0.0.2", V6_LOOPBACK)) {
      try (var client = new Socket(InetAddress.ofLiteral(ip), everywhere.host().port())) {
        var accepted = (SocketStream) everywhere.accept();
        assertThat(accepted.host()).isEqualTo(new TcpAddress(ip, everywhere.host().port()));
        assertThat(accepted.peer())
            .isEqualTo(TcpAddress.of((InetSocketAddress) client.getLocalSocketAddress()));
      }
    }
  }

  @Test
  void everyPeerHasItsOwnAddressWhoeverCameBefore() throws IOException {
    for (String ip : List.of("127.0.0.1", "127.0.0.1", "127.255.0.130", "127.0.0.1")) {
      try (var client = new Socket()) {
        client.bind(at(ip, 0));
        client.connect(at("127.0.0.1", rig.listener.host().port()));
        assertThat(rig.accept().peer()).isEqualTo(new TcpAddress(ip, client.getLocalPort()));
      }
    }
  }

  @Test
  void aPortWithoutAnInterfaceHasTheAddressThatItHasInTheJdk() throws IOException {
    SocketListener everywhere = rig.listen(new InetSocketAddress(0));
    try (var channel = java.nio.channels.ServerSocketChannel.open()) {
      channel.bind(new InetSocketAddress(0));
      TcpAddress theirs = TcpAddress.of((InetSocketAddress) channel.getLocalAddress());
      assertThat(everywhere.host().host()).isEqualTo(theirs.host());
    }
  }

  @Test
  void connectionsOverIpv6HaveBothAddresses() throws IOException {
    assumeIpv6();
    SocketListener listener = rig.listen(at(V6_LOOPBACK, 0));
    assertThat(listener.host().host()).isEqualTo(V6_LOOPBACK);
    var stream =
        made((SocketStream) rig.driver.connect(at(V6_LOOPBACK, listener.host().port()), null));
    var accepted = (SocketStream) listener.accept();
    assertThat(stream.peer()).isEqualTo(listener.host()).isEqualTo(accepted.host());
    assertThat(stream.host()).isEqualTo(accepted.peer());
    stream.close();
    assertThat(stream.peer()).isEqualTo(listener.host());
  }

  @Test
  void aConnectionToIpv4MayComeFromTheIpv6FormOfAnAddress() throws IOException {
    assumeIpv6();
    var from = new InetSocketAddress(InetAddress.ofLiteral("::"), 0);
    var stream =
        made((SocketStream) rig.driver.connect(at("127.0.0.1", rig.listener.host().port()), from));
    assertThat(stream.peer()).isEqualTo(rig.listener.host());
    assertThat(rig.accept().peer()).isEqualTo(stream.host());
  }

  @Test
  void theAddressesOfAConnectionThatThePeerHasResetAreStillKnown() throws IOException {
    Socket client = rig.client();
    SocketStream stream = rig.accept();
    TcpAddress peer = TcpAddress.of((InetSocketAddress) client.getLocalSocketAddress());
    client.setSoLinger(true, 0);
    client.close();
    stream.reset();
    assertThat(stream.peer()).isEqualTo(peer);
    assertThat(stream.host()).isEqualTo(rig.listener.host());
  }

  // ---- options

  @Test
  @SuppressWarnings("unchecked")
  void everyOptionOfAConnectionIsWhatItIsInTheJdk() throws IOException {
    rig.client();
    SocketStream stream = rig.accept();
    try (var channel = java.nio.channels.SocketChannel.open();
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      channel.connect(server.getLocalSocketAddress());
      List<Setting<?>> settings =
          List.of(
              new Setting<>(StandardSocketOptions.TCP_NODELAY, true),
              new Setting<>(StandardSocketOptions.TCP_NODELAY, false),
              new Setting<>(StandardSocketOptions.SO_KEEPALIVE, true),
              new Setting<>(StandardSocketOptions.SO_REUSEADDR, true),
              new Setting<>(StandardSocketOptions.SO_REUSEPORT, true),
              new Setting<>(StandardSocketOptions.SO_SNDBUF, 50_000),
              new Setting<>(StandardSocketOptions.SO_RCVBUF, 60_000),
              new Setting<>(StandardSocketOptions.SO_LINGER, 7),
              new Setting<>(StandardSocketOptions.SO_LINGER, -1),
              new Setting<>(StandardSocketOptions.IP_TOS, 0x10));
      for (Setting<?> setting : settings) {
        var each = (Setting<Object>) setting;
        stream.setOption(each.option, each.value);
        channel.setOption(each.option, each.value);
        assertThat(stream.getOption(each.option))
            .as(each.option.name())
            .isEqualTo(channel.getOption(each.option))
            .isEqualTo(each.value);
      }
    }
  }

  private record Setting<T>(SocketOption<T> option, T value) {}

  @Test
  void anOptionThatATcpSocketHasNotIsNamed() throws IOException {
    rig.client();
    SocketStream stream = rig.accept();
    assertThatThrownBy(() -> stream.getOption(StandardSocketOptions.IP_MULTICAST_TTL))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("IP_MULTICAST_TTL is no option of a TCP socket here");
  }

  // ---- errors

  @Test
  @Tag("P5.6")
  void aRefusedConnectionIsTheJdksExceptionInTheSystemsWords() throws IOException {
    int port = rig.listener.host().port();
    rig.listener.close();
    assertThatThrownBy(() -> made((SocketStream) rig.driver.connect(at("127.0.0.1", port), null)))
        .isInstanceOf(ConnectException.class)
        .hasMessage("Connection refused");
  }

  @Test
  void anAddressThatIsTakenOrNotOursIsTheJdksException() {
    assertThatThrownBy(() ->
            rig.driver.listen(at("127.0.0.1", rig.listener.host().port()), ListenOptions.DEFAULT))
        .isInstanceOf(BindException.class)
        .hasMessage("Address already in use");
    assertThatThrownBy(() -> rig.listen(at("192.0.2.1", 0)))
        .isInstanceOf(BindException.class)
        .hasMessage("Cannot assign requested address");
  }

  @Test
  void writingToAPeerThatHasGoneIsAnErrorAndNoSignal() throws IOException {
    Socket client = rig.client();
    SocketStream stream = rig.accept();
    client.setSoLinger(true, 0);
    client.close();
    ByteBuffer data = ByteBuffer.allocateDirect(10);
    assertThatThrownBy(() -> stream.write(data)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> stream.write(data)).hasMessage("Broken pipe");
    assertThat(data.position()).isZero();
  }

  // ---- bytes, wherever they lie

  @Test
  void buffersOfEveryKindAreReadAndWritten() throws IOException {
    Socket client = rig.client();
    SocketStream stream = rig.accept();
    try (Arena arena = Arena.ofConfined()) {
      for (ByteBuffer kind :
          List.of(
              ByteBuffer.allocate(10),
              ByteBuffer.allocateDirect(10),
              ByteBuffer.allocateDirect(20).slice(5, 10),
              arena.allocate(10).asByteBuffer())) {
        kind.put(0, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}).position(3).limit(7);
        ByteBuffer readOnly = kind.asReadOnlyBuffer();
        assertThat(stream.write(readOnly)).isEqualTo(4);
        assertThat(readOnly.position()).isEqualTo(7);
        assertThat(client.getInputStream().readNBytes(4)).containsExactly(3, 4, 5, 6);

        client.getOutputStream().write(new byte[] {50, 51});
        kind.position(2).limit(4);
        readBoth(stream, kind);
        assertThat(kind.position()).isEqualTo(4);
        assertThat(kind.get(1)).isEqualTo((byte) 1);
        assertThat(kind.get(2)).isEqualTo((byte) 50);
        assertThat(kind.get(3)).isEqualTo((byte) 51);
        assertThat(stream.read(kind)).isZero(); // no room is not the end
      }
    }
    client.shutdownOutput();
    assertThat(stream.read(ByteBuffer.allocateDirect(1))).isEqualTo(-1);
    assertThat(stream.read(ByteBuffer.allocate(1))).isEqualTo(-1);
  }

  private static void readBoth(SocketStream stream, ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      stream.read(into);
    }
  }

  @Test
  void bytesOfAnArenaThatWasClosedAreRefusedAndNotSent() throws IOException {
    rig.client();
    SocketStream stream = rig.accept();
    Arena arena = Arena.ofShared();
    ByteBuffer buffer = arena.allocate(10).asByteBuffer();
    stream.write(buffer.duplicate());
    arena.close();
    assertThatThrownBy(() -> stream.write(buffer)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void largeBuffersFromTheHeapAreWrittenUntilTheSystemTakesNoMore() throws IOException {
    rig.client();
    SocketStream stream = rig.accept();
    ByteBuffer large = ByteBuffer.allocate(30_000_000);
    int written = stream.write(large);
    assertThat(written).isEqualTo(large.position()).isGreaterThan(200_000);
    assertThat(large.hasRemaining()).isTrue();
    assertThat(stream.write(large)).isZero();
  }
}
