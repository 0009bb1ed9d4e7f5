package twine.reactor;

import java.io.IOException;

/** A descriptor to be written to. */
public interface WriteDescriptor extends Descriptor {

  /**
   * The channel takes bytes, or has decided on a connection. Write without blocking.
   *
   * @return whether to go on; what {@link IoStatus} is not {@link IoStatus.More} ends the watch
   * @throws IOException the same as returning {@link IoStatus.Lost} with it
   */
  IoStatus doWrite() throws IOException;
}
