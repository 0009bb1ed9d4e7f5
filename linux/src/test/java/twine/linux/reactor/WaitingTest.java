package twine.linux.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/** In which system call a reactor waits, as Linux tells. */
@EnabledOnOs(value = OS.LINUX)
final class WaitingTest {

  /** The numbers are those of x86-64. */
  @ParameterizedTest
  @CsvSource({"epoll, 232", "poll, 7", "select, 23"})
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  @Timeout(60)
  @Tag("P3.2")
  @Tag("P3.5")
  void aReactorWaitsInTheCallThatItIsNamedFor(String name, String call) throws Exception {
    assumeThat(Path.of("/proc/self/syscall")).isReadable();
    String title = "waits-in-" + name;
    Reactor reactor = Reactors.create(name);
    Thread thread = Thread.ofPlatform().name(title).daemon().start(reactor::run);
    while (!call(title).equals(call)) {
      assertThat(thread.isAlive()).isTrue();
      Thread.onSpinWait();
    }
    reactor.callFromThread(reactor::stop);
    thread.join();
  }

  /** The number of the call that the thread with that title is in; empty if it is in none. */
  private static String call(String title) throws IOException {
    try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        if (read(thread.resolve("comm")).equals(title)) {
          return read(thread.resolve("syscall")).replaceFirst("\\s.*", "");
        }
      }
    }
    return "";
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return ""; // a thread that has ended meanwhile
    }
  }
}
