package twine.reactor;

import java.util.List;
import java.util.stream.Stream;
import twine.loop.DelayedCall;
import twine.net.Connector;
import twine.net.ListeningPort;
import twine.net.Transport;

/**
 * What a reactor has still to do, or waits for, at one moment: why a program does not end, and what
 * a test has left behind. The lists are copies.
 *
 * @param delayedCalls the calls that are to be made later, the next one first
 * @param ports the open ports
 * @param attempts the attempts to connect that go on
 * @param connections the connections that are not closed yet
 */
public record Pending(
    List<DelayedCall> delayedCalls,
    List<ListeningPort> ports,
    List<Connector> attempts,
    List<Transport> connections) {

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return delayedCalls.isEmpty() && !hasSockets();
  }

  /** Whether there is anything but delayed calls. */
  public boolean hasSockets() {
    return !ports.isEmpty() || !attempts.isEmpty() || !connections.isEmpty();
  }

  /** A description of each. */
  public Stream<String> describe() {
    return Stream.of(delayedCalls, ports, attempts, connections)
        .flatMap(List::stream)
        .map(Object::toString);
  }
}
