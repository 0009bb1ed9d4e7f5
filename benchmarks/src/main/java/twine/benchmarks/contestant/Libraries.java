package twine.benchmarks.contestant;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import io.netty.util.Version;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import twine.reactor.Reactors;

/** What the servers on a JVM are built on: which version of it is here, and whether it can work. */
final class Libraries {
  private Libraries() {}

  /** Why there is no such reactor here, if there is none. */
  static Optional<String> reactorObstacle(String name) {
    if (!Reactors.names().contains(name)) {
      return Optional.of("there is no reactor " + name);
    }
    try {
      Reactors.create(name);
      return Optional.empty();
    } catch (UnsupportedOperationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Why Netty has no such transport here, if it has none. */
  static Optional<String> nettyObstacle(String transport) {
    return switch (transport) {
      case "epoll" -> innermost(Epoll.unavailabilityCause());
      case "io_uring" -> innermost(IoUring.unavailabilityCause());
      default -> Optional.empty();
    };
  }

  private static Optional<String> innermost(@Nullable Throwable failure) {
    if (failure == null) {
      return Optional.empty();
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Optional.of(String.valueOf(cause.getMessage()));
  }

  /** Netty's version. */
  static Optional<String> netty() {
    return Optional.ofNullable(Version.identify().get("netty-common"))
        .map(version -> "Netty " + version.artifactVersion());
  }

  /** The version of Vert.x. */
  static Optional<String> vertx() {
    return Optional.ofNullable(Vertx.class.getPackage().getImplementationVersion())
        .map(version -> "Vert.x " + version);
  }
}
