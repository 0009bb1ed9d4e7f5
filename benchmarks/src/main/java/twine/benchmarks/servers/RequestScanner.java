package twine.benchmarks.servers;

import java.nio.ByteBuffer;

/** Finds the ends of one connection's requests, wherever TCP has cut them. */
class RequestScanner {
  /** How many bytes of CR LF CR LF the last bytes were. */
  private int matched;

  /**
   * Looks at the bytes from the buffer's position to its limit.
   *
   * @return how many requests end among them
   */
  final int count(ByteBuffer bytes) {
    int found = 0;
    int state = matched;
    for (int i = bytes.position(), end = bytes.limit(); i < end; i++) {
      byte b = bytes.get(i);
      if (b == ((state & 1) == 0 ? '\r' : '\n')) {
        if (++state == 4) {
          found++;
          state = 0;
        }
      } else {
        state = b == '\r' ? 1 : 0;
      }
    }
    matched = state;
    return found;
  }
}
