package twine.reactor;

import java.nio.channels.SelectableChannel;
import twine.defer.Failure;

/**
 * Something with a channel that a reactor can watch (Twisted's {@code IFileDescriptor}; Java has
 * channels where Python has numbers). A program implements {@link ReadDescriptor}, {@link
 * WriteDescriptor} or both.
 */
public interface Descriptor {

  /** The channel to watch; always the same one. */
  SelectableChannel channel();

  /**
   * The descriptor is watched no more, because it said so, because it threw, or because the reactor
   * stops. Closing the channel is up to this method.
   *
   * @param reason holds a {@link twine.net.error.ConnectionDoneException}, a {@link
   *     twine.net.error.ConnectionLostException} or what doRead or doWrite threw
   */
  void connectionLost(Failure reason);

  /** What log lines about this descriptor begin with: the name of the class. */
  default String logPrefix() {
    return getClass().getSimpleName();
  }
}
