package twine.linux.reactor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import twine.net.TcpAddress;
import twine.reactor.Reactors;
import twine.testing.contract.ReactorContract;
import twine.testing.contract.ReactorFixture;

/** The contract of every reactor, over those of this module. */
@EnabledOnOs(OS.LINUX)
final class LinuxReactorContractTest {
  private static final int BACKLOG = 1;

  private static final List<NetworkChannel> SILENT = new ArrayList<>();

  /** Opens a port that nobody answers at: its backlog is full. */
  @BeforeAll
  static void openSilentPort() throws IOException {
    var listening = ServerSocketChannel.open();
    SILENT.add(listening);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    for (int i = 0; i < BACKLOG + 3; i++) { // Linux takes one more than it says
      var filling = SocketChannel.open();
      SILENT.add(filling);
      filling.configureBlocking(false);
      filling.connect(listening.getLocalAddress());
    }
  }

  @AfterAll
  static void closeSilentPort() throws IOException {
    for (NetworkChannel each : SILENT) {
      each.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> epoll() throws IOException {
    return contract("epoll");
  }

  @TestFactory
  @Tag("P3.5")
  Stream<DynamicTest> poll() throws IOException {
    return contract("poll");
  }

  @TestFactory
  @Tag("P3.5")
  Stream<DynamicTest> select() throws IOException {
    return contract("select");
  }

  private static Stream<DynamicTest> contract(String name) throws IOException {
    var silent = (InetSocketAddress) SILENT.getFirst().getLocalAddress();
    ReactorFixture fixture =
        ReactorFixture.of(() -> Reactors.create(name)).withSilent(TcpAddress.of(silent));
    return ReactorContract.all(fixture).stream()
        .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
  }
}
