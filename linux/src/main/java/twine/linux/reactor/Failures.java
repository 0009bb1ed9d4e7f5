package twine.linux.reactor;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import twine.linux.call.Errno;

/** Errors of the system as the exceptions that the JDK's sockets have for them. */
final class Failures {
  private Failures() {}

  /** The answer, if it is none of an error, which becomes the JDK's exception for it. */
  static int check(int answer) throws IOException {
    if (answer < 0) {
      throw of(-answer);
    }
    return answer;
  }

  /** The answer, if it is none of an error; for calls that the JDK has no exceptions for. */
  static int check(String call, int answer) throws IOException {
    if (answer < 0) {
      throw new IOException(call + ": " + Errno.describe(-answer));
    }
    return answer;
  }

  static IOException of(int errno) {
    String text = Errno.describe(errno);
    return switch (errno) {
      case Errno.ECONNREFUSED, Errno.ETIMEDOUT, Errno.ENOTCONN -> new ConnectException(text);
      case Errno.EHOSTUNREACH -> new NoRouteToHostException(text);
      case Errno.EADDRINUSE, Errno.EADDRNOTAVAIL, Errno.EACCES -> new BindException(text);
      case Errno.EPROTO -> new ProtocolException(text);
      default -> new SocketException(text);
    };
  }
}
