package twine.reactor;

import java.util.Set;

/**
 * The lowest level: be told when a channel is ready (the book's Part 4; Twisted's {@code
 * IReactorFDSet}). Reading and writing are asked for separately; one object may do both.
 */
public interface ReactorDescriptors {

  /**
   * Calls {@link ReadDescriptor#doRead} whenever the channel has something to read, until {@link
   * #removeReader}. Nothing happens if it is there already.
   *
   * @throws IllegalArgumentException if the channel is in blocking mode or closed, or another
   *     descriptor with the same channel is there already
   */
  void addReader(ReadDescriptor reader);

  /** Stops watching for reading. Nothing happens if it is not there. */
  void removeReader(ReadDescriptor reader);

  /**
   * Calls {@link WriteDescriptor#doWrite} whenever the channel can be written to, until {@link
   * #removeWriter}; for a channel that is connecting, when that is decided. Nothing happens if it
   * is there already.
   *
   * @throws IllegalArgumentException if the channel is in blocking mode or closed, or another
   *     descriptor with the same channel is there already
   */
  void addWriter(WriteDescriptor writer);

  /** Stops watching for writing. Nothing happens if it is not there. */
  void removeWriter(WriteDescriptor writer);

  /** Those watched for reading now; a copy. */
  Set<ReadDescriptor> getReaders();

  /** Those watched for writing now; a copy. */
  Set<WriteDescriptor> getWriters();
}
