package twine.reactor.spi;

/** A program's own channel that is being watched. */
public interface WatchIo {

  /** Says for what to be called: {@link Ready#READ}, {@link Ready#WRITE}, both, or 0. */
  void interest(int ops);

  /** Lets go of the channel, without closing it. */
  void close();
}
