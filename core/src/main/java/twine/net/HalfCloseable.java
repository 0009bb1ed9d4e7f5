package twine.net;

/**
 * What a {@link Protocol} implements when it wants to go on after one direction of its connection
 * has ended. Without it, the peer's end of sending is the end of the connection.
 */
public interface HalfCloseable {

  /** The peer has finished sending; {@link Transport#write} still works. */
  void readConnectionLost();

  /**
   * What was written before {@link Transport#loseWriteConnection} has been sent and the peer been
   * told that there is no more; bytes may still arrive.
   */
  void writeConnectionLost();
}
