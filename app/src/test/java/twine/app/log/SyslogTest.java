package twine.app.log;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What reaches a syslog, heard by a socket of the test's own. */
@EnabledOnOs(OS.LINUX)
@Tag("P16.7")
final class SyslogTest {
  private static final String PID = "[" + ProcessHandle.current().pid() + "]: ";

  @TempDir private Path directory;

  private Path place() {
    return directory.resolve("log");
  }

  private static void say(Syslog syslog, Level level, String message) {
    syslog.logged(new LogEvent(Instant.now(), level, "-", "", message, null, Map.of()));
  }

  @Test
  void anEntryHasItsPriorityItsTimeAndWhoSentIt() throws Throwable {
    try (var heard = new Ear(place());
        Syslog syslog = Syslog.open("twined", place())) {
      say(syslog, Level.INFO, "schöne Verse");
      assertThat(heard.next())
          .matches(
              "<30>[A-Z][a-z]{2} [ 123]\\d \\d\\d:\\d\\d:\\d\\d twined\\Q"
                  + PID
                  + "\\E\\[-] schöne Verse");
      say(syslog, Level.ERROR, "x");
      assertThat(heard.next()).startsWith("<27>").endsWith("[-#error] x");
      say(syslog, Level.WARNING, "x");
      assertThat(heard.next()).startsWith("<28>");
      say(syslog, Level.DEBUG, "x");
      assertThat(heard.next()).startsWith("<31>");
    }
  }

  @Test
  void eachLineIsAnEntryAndLongOnesAreCut() throws Throwable {
    try (var heard = new Ear(place());
        Syslog syslog = Syslog.open("twined", place())) {
      say(syslog, Level.INFO, "first\nsecond\n" + "x".repeat(100_000));
      assertThat(heard.next()).endsWith("twined" + PID + "[-] first");
      assertThat(heard.next()).endsWith("twined" + PID + "\tsecond");
      assertThat(heard.next()).endsWith(PID + "\t" + "x".repeat(1_999));
    }
  }

  @Test
  void oneThatWasAwayIsFoundAgainAndItsAbsenceIsToldOnce() throws Throwable {
    var errors = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(errors, true, UTF_8));
    try (var first = new Ear(place());
        Syslog syslog = Syslog.open("twined", place())) {
      first.close();
      Files.delete(place());
      say(syslog, Level.INFO, "lost");
      say(syslog, Level.INFO, "lost as well");
      try (var second = new Ear(place())) {
        say(syslog, Level.INFO, "found");
        assertThat(second.next()).endsWith("found");
      }
    } finally {
      System.setErr(before);
    }
    assertThat(errors.toString(UTF_8).lines()).hasSize(1).first().asString().contains("/log does");
  }

  @Test
  void oneThatDoesNotReadHoldsNobodyUp() throws Throwable {
    try (var heard = new Ear(place());
        Syslog syslog = Syslog.open("twined", place())) {
      for (int i = 0; i < 5_000; i++) {
        say(syslog, Level.INFO, "entry " + i + " " + "x".repeat(1_000));
      }
      assertThat(heard.next()).contains("entry 0 ");
    }
  }

  @Test
  void whereThereIsNoneItIsSaidAtTheStart() {
    assertThatThrownBy(() -> Syslog.open("twined", place()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("there is no syslog at " + place());
  }

  @Test
  void whatComesAfterTheEndIsIgnored() throws Throwable {
    try (var heard = new Ear(place())) {
      Syslog syslog = Syslog.open("twined", place());
      syslog.close();
      syslog.close();
      say(syslog, Level.INFO, "ignored");
      try (Syslog other = Syslog.open("other", place())) {
        say(other, Level.INFO, "next");
      }
      assertThat(heard.next()).endsWith("next");
    }
  }

  /** A socket for datagrams, of which the JDK has no kind. */
  private static final class Ear implements AutoCloseable {
    private final int socket;
    private boolean closed;

    Ear(Path place) throws Throwable {
      socket = call("socket", 1, 2, 0);
      try (Arena arena = Arena.ofConfined()) {
        byte[] name = place.toString().getBytes(UTF_8);
        MemorySegment address = arena.allocate(110, 2);
        address.set(JAVA_SHORT, 0, (short) 1);
        MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
        assertThat(call("bind", socket, address, 3 + name.length)).isZero();
      }
    }

    String next() throws Throwable {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment room = arena.allocate(10_000);
        int length = call("recv", socket, room, 10_000L, 0);
        return new String(room.asSlice(0, length).toArray(JAVA_BYTE), UTF_8);
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        try {
          call("close", socket);
        } catch (Throwable e) {
          throw new AssertionError(e);
        }
      }
    }

    @SuppressWarnings("restricted") // the signatures are those of POSIX
    private static int call(String name, Object... arguments) throws Throwable {
      var layouts = new MemoryLayout[arguments.length];
      for (int i = 0; i < layouts.length; i++) {
        layouts[i] =
            switch (arguments[i]) {
              case Integer number -> JAVA_INT;
              case Long number -> JAVA_LONG;
              default -> ADDRESS;
            };
      }
      Linker linker = Linker.nativeLinker();
      return (int)
          linker
              .downcallHandle(
                  linker.defaultLookup().findOrThrow(name),
                  FunctionDescriptor.of(JAVA_INT, layouts))
              .invokeWithArguments(arguments);
    }
  }
}
