package twine.reactor;

import java.io.IOException;

/** A descriptor to be read from. */
public interface ReadDescriptor extends Descriptor {

  /**
   * There is something to read, or the end. Read what there is and return without blocking.
   *
   * @return whether to go on; what {@link IoStatus} is not {@link IoStatus.More} ends the watch
   * @throws IOException the same as returning {@link IoStatus.Lost} with it
   */
  IoStatus doRead() throws IOException;
}
