package twine.house.guide;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A hundred free ports in place of 10000 to 10099, which servers have in the guide, so that it can
 * be tried on a machine where somebody already uses these. They are below those that the system
 * gives to clients.
 */
final class Ports {
  private static final int COUNT = 100;
  private static final int LOWEST = 20_000;
  private static final Pattern SHOWN = Pattern.compile("\\b100(\\d\\d)\\b");
  private static final Pattern USED = Pattern.compile("\\b2\\d{4}\\b");

  private final int first = findFree();

  /** Two builds at once begin to look in different places. */
  private static int findFree() {
    int places = LOWEST / 2 / COUNT;
    int start = (int) (ProcessHandle.current().pid() % places);
    for (int place = 0; place < places; place++) {
      int first = LOWEST + (start + place) % places * COUNT;
      if (areFree(first)) {
        return first;
      }
    }
    throw new AssertionError("a hundred free ports in a row are nowhere to be found");
  }

  private static boolean areFree(int first) {
    return IntStream.range(first, first + COUNT).allMatch(Ports::isFree);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException _) {
      return false;
    }
  }

  /** A line as it is typed here, for one that the guide shows. */
  String used(String line) {
    return SHOWN
        .matcher(line)
        .replaceAll(port -> Integer.toString(first + Integer.parseInt(port.group(1))));
  }

  /** A line as the guide shows it, for one that is printed here. */
  String shown(String line) {
    return USED.matcher(line).replaceAll(found -> shown(Integer.parseInt(found.group())));
  }

  private String shown(int port) {
    boolean ours = port >= first && port < first + COUNT;
    return Integer.toString(ours ? 10_000 + port - first : port);
  }
}
