package twine.linux.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Where system calls are made, and what is said elsewhere. */
final class PlatformTest {

  @Test
  void otherSystemsAreRefusedByName() {
    assertThatThrownBy(() -> Platform.check("the reactor epoll", "Mac OS X", "aarch64"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("the reactor epoll makes Linux's system calls; this is Mac OS X");
  }

  @Test
  void architecturesWhoseNumbersAreNotKnownAreRefusedByName() {
    assertThatThrownBy(() -> Platform.check("the reactor poll", "Linux", "s390x"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("the reactor poll knows the system calls of amd64 and aarch64; this is s390x");
  }

  @Test
  void knownArchitecturesAreNotRefused() {
    assertThatCode(
            () -> {
              Platform.check("it", "Linux", "amd64");
              Platform.check("it", "Linux", "aarch64");
            })
        .doesNotThrowAnyException();
  }

  @Test
  void errorsAreCalledWhatTheSystemCallsThem() {
    assertThat(Errno.describe(Errno.ECONNREFUSED)).isEqualTo("Connection refused");
    assertThat(Errno.describe(Errno.EMFILE)).isEqualTo("Too many open files");
    assertThat(Errno.describe(12_345)).contains("12345");
  }
}
