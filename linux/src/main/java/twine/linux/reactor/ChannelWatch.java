package twine.linux.reactor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.channels.SelectableChannel;
import twine.linux.call.Platform;
import twine.reactor.spi.Ready;
import twine.reactor.spi.WatchIo;

/**
 * A channel of the JDK's that the program wants watched, by the number of its descriptor.
 *
 * <p>The JDK does not tell the number to everybody, see {@link #of}. It does not say either when
 * the program closes the channel; then the number may be another's, so each use asks first.
 */
final class ChannelWatch extends Watched implements WatchIo {
  private static final String PACKAGE = "sun.nio.ch";

  private final SelectableChannel channel;

  private ChannelWatch(LinuxDriver driver, SelectableChannel channel, int descriptor) {
    super(driver, descriptor);
    this.channel = channel;
  }

  /**
   * Watches for nothing yet.
   *
   * @throws UnsupportedOperationException if the JDK does not tell this module the number, because
   *     its package is not exported to it; the message says how to
   */
  static ChannelWatch of(LinuxDriver driver, SelectableChannel channel, Ready ready) {
    if (!channel.isOpen()) {
      throw new IllegalArgumentException("the channel is closed: " + channel);
    }
    if (channel.isBlocking()) {
      throw new IllegalArgumentException(
          "the channel is in blocking mode; call configureBlocking(false) first: " + channel);
    }
    ChannelWatch watch = new ChannelWatch(driver, channel, descriptor(channel));
    driver.checkWatchable(watch.descriptor);
    driver.table.add(watch);
    watch.attach(ready);
    return watch;
  }

  private static int descriptor(SelectableChannel channel) {
    try {
      Class<?> type = Class.forName(PACKAGE + ".SelChImpl");
      if (!type.isInstance(channel)) {
        throw new IllegalArgumentException("the channel is none of the JDK's: " + channel);
      }
      Method number = type.getMethod("getFDVal");
      return (int) number.invoke(channel);
    } catch (IllegalAccessException e) {
      throw new UnsupportedOperationException(
          "to watch channels this reactor has to know their descriptors; start the JVM with"
              + " --add-exports java.base/"
              + PACKAGE
              + "="
              + Platform.moduleName(),
          e);
    } catch (ClassNotFoundException | NoSuchMethodException | InvocationTargetException e) {
      throw new UnsupportedOperationException(
          "this JDK does not tell the descriptors of its channels", e);
    }
  }

  @Override
  public void interest(int ops) {
    if (isOpen()) {
      super.interest(ops);
    }
  }

  @Override
  void tell(int ops) {
    if (isOpen()) {
      super.tell(ops);
    }
  }

  /** Whether the number still is that of the channel; if not, nothing is heard of it any more. */
  private boolean isOpen() {
    boolean inPlace = driver.table.has(this);
    if (inPlace && !channel.isOpen()) {
      driver.poller.forget(descriptor);
      driver.table.remove(this);
      return false;
    }
    return inPlace;
  }

  @Override
  public void close() {
    interest(0);
    driver.table.remove(this);
  }

  @Override
  void dispose() {
    close();
  }

  @Override
  public String toString() {
    return channel.toString();
  }
}
