package twine.linux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Pipe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import twine.linux.reactor.Rig.Told;
import twine.reactor.Reactors;
import twine.reactor.spi.Ready;

/** A process with more descriptors than select(2) has numbers for. */
@EnabledOnOs(OS.LINUX)
final class SelectLimitTest {
  private static final String LIMIT =
      "select\\(2\\) cannot wait for descriptor \\d{4}: they have to be less than FD_SETSIZE, which"
          + " is 1024; the reactors epoll and poll have no such limit";

  private final ArrayDeque<FileInputStream> hoard = new ArrayDeque<>();
  private final List<Closeable> opened = new ArrayList<>();
  private Rig rig;

  @BeforeEach
  void takeTheLowNumbers() throws IOException {
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    assumeTrue(system.getMaxFileDescriptorCount() > 1200, "ulimit -n is too low");
    rig = new Rig("select");
    opened.add(rig);
    for (int i = 0; i < SelectPoller.FD_SETSIZE; i++) {
      hoard.add(new FileInputStream("/dev/null"));
    }
    opened.addAll(hoard);
  }

  @AfterEach
  void giveThemBack() throws IOException {
    for (Closeable each : opened) {
      each.close();
    }
  }

  @Test
  void aConnectionThatIsMadeIsRefused() {
    assertThatThrownBy(() -> rig.driver.connect(port(), null))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(LIMIT);
  }

  @Test
  void aPortIsRefused() {
    assertThatThrownBy(() -> rig.listen(new InetSocketAddress(0)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(LIMIT);
  }

  @Test
  void aChannelIsRefused() throws IOException {
    Pipe pipe = Pipe.open();
    opened.add(pipe.source());
    opened.add(pipe.sink());
    pipe.source().configureBlocking(false);
    assertThatThrownBy(() -> rig.driver.watch(pipe.source(), Rig.NOBODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(LIMIT);
  }

  @Test
  void aReactorIsRefused() {
    assertThatThrownBy(() -> Reactors.create("select"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the reactor select could not be opened")
        .cause()
        .hasMessageMatching(LIMIT);
  }

  @Test
  void aConnectionThatComesIsAcceptedWhenThereIsALowNumber() throws IOException {
    Told waits = new Told();
    rig.listener.start(waits);
    rig.client().getOutputStream().write('x');
    for (int i = 1; i <= 3; i++) {
      rig.await(10_000);
      assertThat(waits.ops).hasSize(i);
      assertThatThrownBy(() -> rig.listener.accept())
          .isInstanceOf(IOException.class)
          .hasMessageMatching(LIMIT);
    }
    hoard.removeFirst().close();
    rig.await(10_000);
    assertThat(waits.ops).hasSize(4);
    SocketStream stream = rig.accept();
    assertThat(stream.descriptor).isLessThan(SelectPoller.FD_SETSIZE);
    assertThat(rig.listener.accept()).isNull();
    Told told = new Told();
    stream.attach(told);
    stream.interest(Ready.READ);
    rig.await(10_000);
    assertThat(told.ops).containsExactly(Ready.READ);
  }

  private InetSocketAddress port() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), rig.listener.host().port());
  }
}
