package twine.reactor.spi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections that a reactor has, to be lost when it stops. Linked through the streams
 * themselves: two references for each instead of an entry in a table.
 */
final class OpenStreams {
  private @Nullable StreamTransport first;
  private int count;

  void add(StreamTransport stream) {
    stream.next = first;
    if (first != null) {
      first.previous = stream;
    }
    first = stream;
    count++;
  }

  void remove(StreamTransport stream) {
    StreamTransport next = stream.next;
    StreamTransport previous = stream.previous;
    if (next != null) {
      next.previous = previous;
    }
    if (previous != null) {
      previous.next = next;
    } else {
      first = next;
    }
    stream.next = null;
    stream.previous = null;
    count--;
  }

  /** A copy, to go through while they close. */
  List<StreamTransport> all() {
    List<StreamTransport> all = new ArrayList<>(count);
    for (StreamTransport each = first; each != null; each = each.next) {
      all.add(each);
    }
    return all;
  }
}
