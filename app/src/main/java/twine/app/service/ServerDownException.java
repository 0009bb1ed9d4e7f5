package twine.app.service;

import org.jspecify.annotations.Nullable;

/** A {@link GenServer} will not answer: it does not run, or has ended before it came to it. */
public final class ServerDownException extends Exception {
  private static final long serialVersionUID = 1L;

  ServerDownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
