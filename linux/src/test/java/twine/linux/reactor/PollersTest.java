package twine.linux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.linux.reactor.Rig.Told;
import twine.reactor.spi.Ready;
import twine.reactor.spi.WatchIo;

/** What every way to wait has to get right, and no program sees from above. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class PollersTest {

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "select"})
  void whatAWaitHasFoundIsNotToldToWhoeverGetsTheNumberNext(String name) throws IOException {
    try (Rig rig = new Rig(name)) {
      SocketStream[] old = new SocketStream[2];
      Told late = new Told();
      SocketStream[] reused = new SocketStream[1];
      for (int i = 0; i < 2; i++) {
        rig.client().getOutputStream().write('x');
        old[i] = rig.accept();
      }
      rig.client();
      for (int i = 0; i < 2; i++) {
        SocketStream other = old[1 - i];
        old[i].attach(ops -> {
          if (reused[0] == null) {
            other.close();
            reused[0] = accept(rig);
            reused[0].attach(late);
            reused[0].interest(Ready.READ);
          }
        });
        old[i].interest(Ready.READ);
      }
      rig.await(10_000);
      assertThat(reused[0].descriptor).isIn(old[0].descriptor, old[1].descriptor);
      assertThat(late.ops).isEmpty();
      reused[0].interest(Ready.READ | Ready.WRITE);
      rig.await(10_000);
      assertThat(late.ops).containsExactly(Ready.WRITE);
    }
  }

  private static SocketStream accept(Rig rig) {
    try {
      return rig.accept();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "select"})
  void everyOneThatIsReadyIsToldOnceHoweverManyLeaveMeanwhile(String name) throws IOException {
    try (Rig rig = new Rig(name)) {
      List<SocketStream> streams = new ArrayList<>();
      List<Told> told = new ArrayList<>();
      for (int i = 0; i < 90; i++) {
        Socket client = rig.client();
        SocketStream stream = rig.accept();
        Told each = new Told();
        each.then = stream::close;
        stream.attach(each);
        stream.interest(Ready.READ);
        if (i % 3 > 0) {
          client.getOutputStream().write('x');
          told.add(each);
        }
        streams.add(stream);
      }
      while (told.stream().anyMatch(each -> each.ops.isEmpty())) {
        rig.await(10_000);
      }
      assertThat(told).allMatch(each -> each.ops.equals(List.of(Ready.READ)));
      long left = streams.stream().filter(rig.driver.table::has).count();
      assertThat(left).isEqualTo(30);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "select"})
  void inputIsToldInEachWaitUntilAllOfItWasRead(String name) throws IOException {
    try (Rig rig = new Rig(name)) {
      Socket client = rig.client();
      Told told = new Told();
      SocketStream stream = rig.accept(told);
      client.getOutputStream().write(new byte[10]);
      rig.await(10_000); // nothing is read
      ByteBuffer six = ByteBuffer.allocateDirect(6);
      told.then = () -> read(stream, six.clear());
      rig.await(10_000); // the first six are
      rig.await(10_000); // and the other four
      assertThat(told.ops).containsExactly(Ready.READ, Ready.READ, Ready.READ);
      assertThat(six.position()).isEqualTo(4);
      rig.await(30);
      assertThat(told.ops).hasSize(3);
      client.getOutputStream().write(new byte[6]);
      rig.await(10_000);
      rig.await(30); // whether that was all could not be known
      assertThat(told.ops).hasSizeBetween(4, 5);
      client.getOutputStream().write('x');
      rig.await(10_000);
      assertThat(six.position()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "select"})
  void anEndThatWasThereWithTheLastBytesIsToldAfterThem(String name) throws IOException {
    try (Rig rig = new Rig(name)) {
      Socket client = rig.client();
      SocketStream stream = rig.accept();
      List<Integer> counts = new ArrayList<>();
      client.getOutputStream().write(new byte[10]);
      client.shutdownOutput();
      stream.attach(ops -> counts.add(read(stream, ByteBuffer.allocateDirect(100))));
      stream.interest(Ready.READ);
      rig.await(10_000);
      rig.await(10_000);
      assertThat(counts).containsExactly(10, -1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "select"})
  void whatCameDuringAPauseIsToldAfterIt(String name) throws IOException {
    try (Rig rig = new Rig(name)) {
      Socket client = rig.client();
      SocketStream stream = rig.accept();
      Told told = new Told();
      told.then =
          () -> {
            read(stream, ByteBuffer.allocateDirect(100));
            stream.interest(0);
          };
      stream.attach(told);
      for (int i = 1; i <= 3; i++) {
        stream.interest(Ready.READ);
        client.getOutputStream().write('x');
        rig.await(10_000);
        client.getOutputStream().write('y');
        rig.await(0); // it is paused
        stream.interest(Ready.READ);
        rig.await(10_000);
        assertThat(told.ops).hasSize(2 * i);
      }
    }
  }

  private static int read(SocketStream stream, ByteBuffer into) {
    try {
      return stream.read(into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "select"})
  void aPeerThatResetsAConnectionThatIsPausedDoesNotKeepTheReactorAwake(String name)
      throws IOException {
    try (Rig rig = new Rig(name)) {
      Socket client = rig.client();
      Told told = new Told();
      SocketStream stream = rig.accept(told);
      stream.interest(0);
      client.setSoLinger(true, 0);
      client.close();
      long start = rig.driver.nanoTime();
      rig.await(30);
      assertThat(rig.driver.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
      assertThat(told.ops).isEmpty();
      stream.interest(Ready.READ);
      rig.await(10_000);
      assertThat(told.ops).containsExactly(Ready.READ);
      assertThatThrownBy(() -> stream.read(ByteBuffer.allocateDirect(10)))
          .isInstanceOf(IOException.class)
          .hasMessage("Connection reset");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "select"})
  void aChannelThatItsOwnerHasClosedIsForgotten(String name) throws IOException {
    try (Rig rig = new Rig(name)) {
      Told told = new Told();
      Pipe pipe = Pipe.open();
      pipe.source().configureBlocking(false);
      WatchIo watch = rig.driver.watch(pipe.source(), told);
      watch.interest(Ready.READ);
      pipe.source().close();
      pipe.sink().close();
      rig.await(0); // some find it out here
      long start = rig.driver.nanoTime();
      rig.await(30);
      assertThat(rig.driver.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
      watch.interest(Ready.READ | Ready.WRITE);
      rig.await(30);
      assertThat(rig.driver.nanoTime() - start).isGreaterThanOrEqualTo(60_000_000);
      watch.close();
      assertThat(told.ops).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "select"})
  void theNumberOfAChannelThatItsOwnerHasClosedIsGoodForAConnection(String name)
      throws IOException {
    try (Rig rig = new Rig(name)) {
      Pipe pipe = Pipe.open();
      pipe.source().configureBlocking(false);
      WatchIo watch = rig.driver.watch(pipe.source(), Rig.NOBODY);
      watch.interest(Ready.READ);
      Socket client = rig.client();
      pipe.source().close();
      Told told = new Told();
      rig.accept(told);
      watch.interest(Ready.WRITE);
      watch.close();
      pipe.sink().close();
      client.getOutputStream().write('x');
      rig.await(10_000);
      assertThat(told.ops).containsExactly(Ready.READ);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "select"})
  void aWakeUpBeforeTheWaitEndsItAtOnceAndOnlyThatOne(String name) throws IOException {
    try (Rig rig = new Rig(name)) {
      rig.driver.wakeup();
      rig.driver.wakeup();
      rig.driver.await(-1);
      long start = rig.driver.nanoTime();
      rig.await(30);
      assertThat(rig.driver.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
      rig.driver.wakeup();
      rig.driver.await(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "select"})
  void aWakeUpAfterTheEndWritesToNobody(String name) throws Exception {
    Rig rig = new Rig(name);
    rig.close();
    Pipe pipe = Pipe.open(); // the number of the wake-up is free for it
    rig.driver.wakeup();
    pipe.sink().close();
    assertThat(pipe.source().read(ByteBuffer.allocate(10))).isEqualTo(-1);
    pipe.source().close();
  }
}
