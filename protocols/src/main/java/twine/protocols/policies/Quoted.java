package twine.protocols.policies;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.IntStream;

/** Bytes as one line of printable ASCII, in quotes, as a string literal has them. */
final class Quoted {
  // Looked up, since a log of traffic is as long as the traffic.
  private static final String[] WRITTEN =
      IntStream.range(0, 256).mapToObj(Quoted::written).toArray(String[]::new);

  private Quoted() {}

  /** The bytes from the buffer's position to its limit, which stay where they are. */
  static String of(ByteBuffer data) {
    StringBuilder text = new StringBuilder(data.remaining() + 2).append('"');
    for (int i = data.position(); i < data.limit(); i++) {
      text.append(WRITTEN[Byte.toUnsignedInt(data.get(i))]);
    }
    return text.append('"').toString();
  }

  private static String written(int value) {
    return switch (value) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\r' -> "\\r";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      default ->
          value >= ' ' && value < 0x7f
              ? Character.toString(value)
              : "\\x" + HexFormat.of().toHexDigits((byte) value);
    };
  }
}
