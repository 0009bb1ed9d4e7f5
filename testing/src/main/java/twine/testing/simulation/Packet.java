package twine.testing.simulation;

import java.nio.ByteBuffer;

/** What travels on an established connection. */
sealed interface Packet {

  /** Bytes, which belong to whoever receives them. */
  record Data(ByteBuffer bytes) implements Packet {}

  /** The sender will send no more. */
  enum Fin implements Packet {
    FIN
  }

  /** The sender does not know, or want, this connection any more. */
  enum Reset implements Packet {
    RESET
  }

  /** How many bytes it carries. */
  default int size() {
    return this instanceof Data(ByteBuffer bytes) ? bytes.remaining() : 0;
  }
}
