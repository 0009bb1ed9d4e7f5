package twine.app.net;

/**
 * What a protocol implements whose connections would go on for ever: it is told when its server
 * stops. It finishes what it is at and closes the connection; when the server's {@linkplain
 * StreamServer#setDrainTimeout patience} is over, the connection is cut off.
 *
 * <p>Protocols that close their connections by themselves, as poetry servers do, need not be told.
 */
public interface Drainable {

  /** The server stops: this is the time to come to an end. Called once. */
  void serverStopping();
}
