package twine.protocols;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import twine.net.Bytes;

/** What a receiver under test has handed over, as text in which each byte is a character. */
final class Heard {
  final List<String> messages = new ArrayList<>();
  final List<MessageRefusedException> refusals = new ArrayList<>();

  /** What is done in the handler of each message, once it is noted. */
  Runnable then = () -> {};

  void message(ByteBuffer message) {
    messages.add(latin1(Bytes.copy(message)));
    // A handler may leave its view as it likes.
    message.clear().order(ByteOrder.LITTLE_ENDIAN);
    then.run();
  }

  void refused(MessageRefusedException why) {
    refusals.add(why);
  }

  static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
