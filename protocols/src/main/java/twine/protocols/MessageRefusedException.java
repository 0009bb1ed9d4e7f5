package twine.protocols;

import java.nio.ByteBuffer;
import java.util.Objects;

/** What a peer sent is too long, or not what the protocol says. */
public final class MessageRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** As much as a log line has room for. */
  private static final int SHOWN = 32;

  /** Creates the exception with a message that says what was wrong. */
  public MessageRefusedException(String message) {
    super(message, null, false, false);
  }

  /** What was wrong; there always is a message. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** Says also what came: the first bytes from {@code from} to {@code to}. */
  static MessageRefusedException showing(String message, ByteBuffer bytes, int from, int to) {
    return new MessageRefusedException(message + ": " + quoted(bytes, from, to));
  }

  private static String quoted(ByteBuffer bytes, int from, int to) {
    int end = Math.min(to, from + SHOWN);
    StringBuilder text = new StringBuilder("\"");
    for (int i = from; i < end; i++) {
      int code = bytes.get(i) & 0xFF;
      if (code < ' ' || code > '~' || code == '"' || code == '\\') {
        text.append("\\x%02x".formatted(code));
      } else {
        text.append((char) code);
      }
    }
    return text.append(end < to ? "\"…" : "\"").toString();
  }
}
