package twine.reactor;

import org.jspecify.annotations.Nullable;

/**
 * What {@code doRead} and {@code doWrite} say about their descriptor (where Twisted returns the
 * constants {@code CONNECTION_DONE} and {@code CONNECTION_LOST}, or nothing).
 */
public sealed interface IoStatus {

  /** Go on watching. */
  IoStatus MORE = new More();

  /** The connection was closed cleanly. */
  IoStatus CONNECTION_DONE = new Done();

  /** The connection was lost for an unknown reason. */
  IoStatus CONNECTION_LOST = new Lost(null);

  /** Go on watching. */
  record More() implements IoStatus {}

  /** The connection was closed cleanly. */
  record Done() implements IoStatus {}

  /**
   * The connection was lost.
   *
   * @param cause the reason, if it is known
   */
  record Lost(@Nullable Throwable cause) implements IoStatus {}
}
