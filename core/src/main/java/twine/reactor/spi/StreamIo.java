package twine.reactor.spi;

import java.io.IOException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import twine.net.TcpAddress;

/**
 * One connection, or the attempt to make one, as the system knows it. Nothing blocks. After {@link
 * #close} or {@link #reset} nothing else is called.
 */
public interface StreamIo {

  /**
   * Says whom to call; called before the first {@link #interest}, and again when an attempt to
   * connect has become a connection.
   */
  void attach(Ready ready);

  /**
   * Says for what to be called, from now on until said otherwise: {@link Ready#READ}, {@link
   * Ready#WRITE}, both, or 0. A condition that holds on is told again in the next wait
   * (level-triggered).
   */
  void interest(int ops);

  /**
   * Ends an attempt to connect.
   *
   * @return false if it is not decided yet
   * @throws IOException if it failed
   */
  boolean finishConnect() throws IOException;

  /** Reads what is there. Returns the number of bytes, 0 if there are none yet, -1 at the end. */
  int read(ByteBuffer into) throws IOException;

  /** Writes what can be taken now, moving the position; returns the number of bytes. */
  int write(ByteBuffer from) throws IOException;

  /** Tells the peer that there is no more to read. */
  void shutdownOutput() throws IOException;

  /** Closes in order: the peer gets all that was written, then the end. */
  void close();

  /** Closes at once: the peer gets a reset. */
  void reset();

  /** This end's address. */
  TcpAddress host();

  /** The other end's address; still known after the connection is over. */
  TcpAddress peer();

  /** Reads an option of the socket. */
  <T> T getOption(SocketOption<T> option) throws IOException;

  /** Sets an option of the socket. */
  <T> void setOption(SocketOption<T> option, T value) throws IOException;
}
