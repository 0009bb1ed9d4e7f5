package twine.benchmarks.load;

import java.nio.channels.SelectionKey;

/** Connects, reads until the server closes, and connects again. */
final class PoemLoad extends SelectorLoad {

  PoemLoad(int connections) {
    super(connections);
  }

  @Override
  void connected(SelectionKey key) {}

  @Override
  int received(SelectionKey key, int length) {
    return length < 0 ? 1 : 0;
  }
}
