package twine.app.command;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import twine.app.service.ServiceStartException;

/** What went wrong, in a line for people. */
final class Reasons {
  private Reasons() {}

  static String of(Throwable thrown) {
    return switch (thrown) {
      case ServiceStartException e when e.getCause() != null ->
          e.service() + " did not start: " + of(e.getCause());
      // The messages of these are the names of files alone.
      case NoSuchFileException e -> e.getMessage() + ": there is no such file";
      case AccessDeniedException e -> e.getMessage() + ": permission denied";
      case FileSystemException e when e.getReason() == null ->
          e.getFile() + ": " + e.getClass().getSimpleName();
      case UncheckedIOException e
          when e.getCause() instanceof FileSystemException cause
              && String.valueOf(e.getMessage()).equals(cause.toString()) ->
          of(cause);
      default -> {
        String message = thrown.getMessage();
        yield message == null || message.isBlank()
            ? thrown.getClass().getName()
            : message.lines().findFirst().orElse(message);
      }
    };
  }
}
