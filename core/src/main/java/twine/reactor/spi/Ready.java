package twine.reactor.spi;

/** What a driver calls when something can be done. Implemented by the kernel; never throws. */
public interface Ready {

  /** Bytes, the end of them, an error, or a connection to accept can be had. */
  int READ = 1;

  /** Bytes can be sent, or an attempt to connect is decided. */
  int WRITE = 2;

  /**
   * Something can be done without waiting. It may turn out that it cannot: then a read or write
   * moves nothing.
   *
   * @param ops {@link #READ}, {@link #WRITE} or both
   */
  void ready(int ops);
}
