package twine.linux.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.defer.Failure;
import twine.reactor.IoStatus;
import twine.reactor.Reactor;
import twine.reactor.ReactorProvider;
import twine.reactor.Reactors;
import twine.reactor.ReadDescriptor;

/** With which options a JVM has these reactors, and what it says without them. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class LaunchTest {
  private static String place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  private static Child onClassPath(Class<?> main, List<String> options, String... arguments)
      throws IOException {
    List<String> path = List.of("-cp", System.getProperty("java.class.path"), main.getName());
    return start(options, path, arguments);
  }

  /** The tests are made a part of the module: a package cannot be in two places. */
  private static Child onModulePath(Class<?> main, List<String> options, String... arguments)
      throws IOException {
    String modules = place(Reactor.class) + File.pathSeparator + place(LinuxDriver.class);
    List<String> path =
        List.of(
            "--patch-module=twine.linux=" + place(LaunchTest.class),
            "-p",
            modules,
            "-m",
            "twine.linux/" + main.getName());
    return start(options, path, arguments);
  }

  private static Child start(List<String> options, List<String> path, String... arguments)
      throws IOException {
    String[] words =
        Stream.of(options, path, List.of(arguments)).flatMap(List::stream).toArray(String[]::new);
    return Child.start(List.of(), words);
  }

  /** Watches a pipe with the reactor that is asked for, and says what comes of it. */
  static final class Watching {
    public static void main(String[] arguments) throws IOException {
      for (String name : arguments) {
        try {
          watch(Reactors.create(name));
        } catch (UnsupportedOperationException e) {
          System.out.println(e.getMessage());
        }
      }
    }

    private static void watch(Reactor reactor) throws IOException {
      Pipe pipe = Pipe.open();
      pipe.source().configureBlocking(false);
      pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
      reactor.addReader(
          new ReadDescriptor() {
            @Override
            public SelectableChannel channel() {
              return pipe.source();
            }

            @Override
            public IoStatus doRead() {
              System.out.println("ready, in " + reactor);
              reactor.stop();
              return IoStatus.MORE;
            }

            @Override
            public void connectionLost(Failure reason) {}
          });
      reactor.run();
    }
  }

  private static Child watching(boolean modules, List<String> options, String... names)
      throws IOException {
    return modules
        ? onModulePath(Watching.class, options, names)
        : onClassPath(Watching.class, options, names);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALL-UNNAMED", "twine.linux"})
  void twoOptionsGiveAllThatThereIs(String us) throws IOException {
    List<String> options =
        List.of("--enable-native-access=" + us, "--add-exports=java.base/sun.nio.ch=" + us);
    try (Child child = watching(us.equals("twine.linux"), options, "epoll", "poll", "select")) {
      assertThat(child.lines())
          .containsExactly(
              "ready, in Reactor[epoll, RUNNING]",
              "ready, in Reactor[poll, RUNNING]",
              "ready, in Reactor[select, RUNNING]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALL-UNNAMED", "twine.linux"})
  void whereNativeAccessIsForbiddenTheOptionIsNamed(String us) throws IOException {
    List<String> options = List.of("--illegal-native-access=deny");
    String message =
        "the reactor epoll: this JVM forbids native access; start it with --enable-native-access="
            + us;
    try (Child child = watching(us.equals("twine.linux"), options, "epoll", "epoll")) {
      assertThat(child.lines()).containsExactly(message, message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALL-UNNAMED", "twine.linux"})
  void whereTheNumbersOfChannelsAreSecretTheOptionIsNamed(String us) throws IOException {
    List<String> options = List.of("--enable-native-access=" + us);
    try (Child child = watching(us.equals("twine.linux"), options, "epoll")) {
      assertThat(child.lines())
          .containsExactly(
              "to watch channels this reactor has to know their descriptors; start the JVM with"
                  + " --add-exports java.base/sun.nio.ch="
                  + us);
    }
  }

  /** Looks at what there is without making any. */
  static final class Looking {
    public static void main(String[] arguments) {
      System.out.println(Reactors.names());
      ServiceLoader.load(ReactorProvider.class)
          .forEach(each -> System.out.println(each.name() + ": " + each.description()));
    }
  }

  @Test
  void whoOnlyLooksAtWhatThereIsLoadsNothingOfFfm() throws IOException {
    List<String> options = List.of("-Xlog:class+load:stdout");
    try (Child child = onClassPath(Looking.class, options)) {
      List<String> lines = child.lines();
      assertThat(lines).contains("[nio, epoll, nio-poll, poll, select]");
      assertThat(lines)
          .anyMatch(line -> line.contains("twine.linux.reactor.EpollReactorProvider "))
          .noneMatch(line -> line.contains("twine.linux.call."))
          .noneMatch(line -> line.contains("java.lang.foreign.Linker "));
    }
  }
}
