package twine.net;

/**
 * What a {@link Protocol} implements when it wants to go on after one direction of its connection
 * has ended.
 *
 * <p>Without it, the peer's end of sending is the end of the connection: {@code connectionLost}
 * comes at once, and what was written and has not been sent is lost, as if the peer had gone. That
 * is right for those whom nobody may keep waiting, since a peer that has hung up looks the same as
 * one that only has no more to say. It is wrong for those who answer later to clients that say all
 * they have to say and then wait, such as {@code printf … | nc -N host port}. They implement this,
 * and call {@code loseConnection} when they are told that the peer has finished and they have
 * nothing left to answer; nobody else does it for them.
 *
 * <pre>
 *           ┌─ readConnectionLost ──▶ only writing ─┐ loseWriteConnection, or
 *   both ───┤                                       ├ loseConnection ────────▶ connectionLost
 *           └─ writeConnectionLost ─▶ only reading ─┘ the peer's end
 * </pre>
 */
public interface HalfCloseable {

  /**
   * The peer has finished sending; {@link Transport#write} still works. Called once. If this end's
   * sending half is closed too, the connection ends after this.
   */
  void readConnectionLost();

  /**
   * What was written before {@link Transport#loseWriteConnection} has been sent and the peer been
   * told that there is no more; bytes may still arrive. Called once. If the peer has finished too,
   * the connection ends after this.
   */
  void writeConnectionLost();
}
