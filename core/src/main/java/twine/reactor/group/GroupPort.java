package twine.reactor.group;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import twine.net.TcpAddress;
import twine.net.TcpPort;

/**
 * A port on which all reactors of a group listen.
 *
 * <p><b>Thread rule.</b> May be used from any thread.
 */
public final class GroupPort {
  private final List<Member> members;
  private final List<TcpPort> ports;
  private final TcpAddress host;

  /** With the port of each member, in the same order. */
  GroupPort(List<Member> members, List<TcpPort> ports) {
    this.members = members;
    this.ports = List.copyOf(ports);
    this.host = ports.getFirst().getHost();
  }

  /** The address listened on, with the port that the system chose if it was asked to. */
  public TcpAddress getHost() {
    return host;
  }

  /**
   * Has all reactors accept no more connections, and frees the port. Connections that were accepted
   * are left alone.
   *
   * @return completes when the port is free
   */
  public CompletionStage<@Nullable Void> stopListening() {
    var stopped = new CompletableFuture<@Nullable Void>();
    onEach(number -> members.get(number).submit(ports.get(number)::stopListening))
        // The one that accepted for all has closed the socket when the last one told it to.
        .thenRun(() ->
            onEach(number -> members.get(number).settle()).thenRun(() -> stopped.complete(null)));
    return stopped.minimalCompletionStage();
  }

  private CompletionStage<?> onEach(IntFunction<CompletableFuture<?>> work) {
    return CompletableFuture.allOf(
        IntStream.range(0, members.size()).mapToObj(work).toArray(CompletableFuture<?>[]::new));
  }

  @Override
  public String toString() {
    return "GroupPort " + host + " of " + members.size() + " reactors";
  }
}
