package twine.testing.contract;

import twine.net.HalfCloseable;

/** A peer that goes on after one half of its connection has ended. */
final class HalfClosingPeer extends Peer implements HalfCloseable {
  private Runnable onReadLost = () -> {};
  private Runnable onWriteLost = () -> {};

  HalfClosingPeer(Theme theme) {
    super(theme);
  }

  HalfClosingPeer onReadLost(Runnable action) {
    onReadLost = action;
    return this;
  }

  HalfClosingPeer onWriteLost(Runnable action) {
    onWriteLost = action;
    return this;
  }

  boolean readLost() {
    return events().contains("readLost");
  }

  boolean writeLost() {
    return events().contains("writeLost");
  }

  @Override
  public void readConnectionLost() {
    Expect.that(!readLost(), "readConnectionLost twice");
    record("readLost");
    onReadLost.run();
    theme().look();
  }

  @Override
  public void writeConnectionLost() {
    Expect.that(!writeLost(), "writeConnectionLost twice");
    record("writeLost");
    onWriteLost.run();
    theme().look();
  }
}
