package twine.linux.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told to the service manager, heard by a socket of the test's own. */
final class SystemdNotifierTest {
  @TempDir private Path directory;

  @Test
  void whatIsSentToAPathArrives() throws Exception {
    String path = directory.resolve("notify").toString();
    try (var manager = new Manager(path)) {
      new SystemdNotifier(path).send("READY=1\nSTATUS=Bereit für Gedichte.");
      assertThat(manager.receive()).isEqualTo("READY=1\nSTATUS=Bereit für Gedichte.");
    }
  }

  @Test
  void whatIsSentToAnAbstractNameArrives() throws Exception {
    String name = "@twine-test-" + ProcessHandle.current().pid();
    try (var manager = new Manager(name)) {
      var notifier = new SystemdNotifier(name);
      notifier.send("READY=1");
      notifier.send("STOPPING=1");
      assertThat(manager.receive()).isEqualTo("READY=1");
      assertThat(manager.receive()).isEqualTo("STOPPING=1");
    }
  }

  @Test
  void whereNobodyListensIsAnError() {
    var notifier = new SystemdNotifier(directory.resolve("nobody").toString());
    assertThatThrownBy(() -> notifier.send("READY=1"))
        .isInstanceOf(PosixException.class)
        .hasMessage("connect: No such file or directory");
  }

  @Test
  void anAddressThatNoSocketCanHaveIsRefused() {
    for (String address : new String[] {"", "relative", "vsock:2:1234", "/" + "a".repeat(108)}) {
      assertThatThrownBy(() -> new SystemdNotifier(address))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no socket can be at '" + address + "'");
    }
  }

  /** The other end, of which the JDK has no kind either. */
  private static final class Manager implements AutoCloseable {
    private final int socket;

    Manager(String address) throws Exception {
      socket = new LibC.Call("socket", JAVA_INT, JAVA_INT, JAVA_INT).call(1, 2, 0);
      try (Arena arena = Arena.ofConfined()) {
        byte[] name = address.getBytes(UTF_8);
        if (address.startsWith("@")) {
          name[0] = 0;
        }
        MemorySegment at = arena.allocate(2 + name.length, 2);
        at.set(JAVA_SHORT, 0, (short) 1);
        MemorySegment.copy(name, 0, at, JAVA_BYTE, 2, name.length);
        new LibC.Call("bind", JAVA_INT, ADDRESS, JAVA_INT).call(socket, at, 2 + name.length);
      }
    }

    String receive() throws Exception {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment room = arena.allocate(1000);
        int length =
            new LibC.Call("recv", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT)
                .call(socket, room, 1000L, 0);
        return new String(room.asSlice(0, length).toArray(JAVA_BYTE), UTF_8);
      }
    }

    @Override
    public void close() throws Exception {
      new LibC.Call("close", JAVA_INT).call(socket);
    }
  }
}
