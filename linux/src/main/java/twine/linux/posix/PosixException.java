package twine.linux.posix;

import java.io.IOException;
import twine.linux.call.Errno;

/** The system refused a call. The message says which, and why in the system's own words. */
public final class PosixException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  PosixException(String call, int errno) {
    super(call + ": " + Errno.describe(errno));
    this.errno = errno;
  }

  /** The number of the error, as in {@code errno.h}. */
  public int errno() {
    return errno;
  }
}
