package twine.protocols;

import static twine.protocols.Heard.latin1;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import twine.protocols.Receivers.Bodies;
import twine.protocols.Receivers.Int16s;
import twine.protocols.Receivers.Int32s;
import twine.protocols.Receivers.Int8s;
import twine.protocols.Receivers.Lines;
import twine.protocols.Receivers.Netstrings;
import twine.protocols.Receivers.States;

/**
 * The kinds of receivers, each with a writer and a reader of its own: plain ones, which have the
 * whole stream before them as a text.
 */
enum Kind {
  CR_LF_LINES {
    @Override
    MessageReceiver receiver(Heard heard, int max) {
      return new Lines(heard, max);
    }

    @Override
    String written(String message) {
      return message + "\r\n";
    }

    @Override
    int read(String rest, int max, List<String> messages) {
      return readLine(rest, "\r\n", max, messages);
    }
  },
  LF_LINES {
    @Override
    MessageReceiver receiver(Heard heard, int max) {
      Lines lines = new Lines(heard, max);
      lines.setDelimiter((byte) '\n');
      return lines;
    }

    @Override
    String written(String message) {
      return message + "\n";
    }

    @Override
    int read(String rest, int max, List<String> messages) {
      return readLine(rest, "\n", max, messages);
    }
  },
  LINES_WITH_A_DELIMITER_THAT_OVERLAPS_ITSELF {
    @Override
    MessageReceiver receiver(Heard heard, int max) {
      Lines lines = new Lines(heard, max);
      lines.setDelimiter(Heard.bytes("--\n--"));
      return lines;
    }

    @Override
    String written(String message) {
      return message + "--\n--";
    }

    @Override
    int read(String rest, int max, List<String> messages) {
      return readLine(rest, "--\n--", max, messages);
    }
  },
  BODIES_IN_RAW_MODE {
    @Override
    MessageReceiver receiver(Heard heard, int max) {
      return new Bodies(heard, max);
    }

    @Override
    String written(String message) {
      return message.length() + "\r\n" + message;
    }

    @Override
    int read(String rest, int max, List<String> messages) {
      List<String> lines = new ArrayList<>();
      int start = readLine(rest, "\r\n", max, lines);
      if (start < 0) {
        return start;
      }
      String length = lines.getFirst();
      if (!length.matches("[0-9]{1,9}") || Integer.parseInt(length) > max) {
        return REFUSED;
      }
      int end = start + Integer.parseInt(length);
      if (rest.length() < end) {
        return INCOMPLETE;
      }
      messages.add(rest.substring(start, end));
      return end;
    }
  },
  NETSTRINGS {
    @Override
    MessageReceiver receiver(Heard heard, int max) {
      return new Netstrings(heard, max);
    }

    @Override
    String written(String message) {
      return message.length() + ":" + message + ",";
    }

    @Override
    int read(String rest, int max, List<String> messages) {
      String digits = rest.replaceFirst("(?s)[^0-9].*", "");
      boolean tooLong =
          !digits.isEmpty() && new BigInteger(digits).compareTo(BigInteger.valueOf(max)) > 0;
      if (digits.matches("0[0-9]+") || tooLong) {
        return REFUSED;
      }
      if (digits.equals(rest)) {
        return INCOMPLETE;
      }
      if (!rest.matches("(?s)[0-9]+:.*")) {
        return REFUSED;
      }
      int end = digits.length() + 1 + Integer.parseInt(digits);
      if (rest.length() <= end) {
        return INCOMPLETE;
      }
      if (rest.charAt(end) != ',') {
        return REFUSED;
      }
      messages.add(rest.substring(digits.length() + 1, end));
      return end + 1;
    }
  },
  INT8 {
    @Override
    MessageReceiver receiver(Heard heard, int max) {
      return new Int8s(heard, max);
    }

    @Override
    String written(String message) {
      return prefix(1, message) + message;
    }

    @Override
    int read(String rest, int max, List<String> messages) {
      return readPrefixed(rest, 1, max, messages);
    }
  },
  INT16 {
    @Override
    MessageReceiver receiver(Heard heard, int max) {
      return new Int16s(heard, max);
    }

    @Override
    String written(String message) {
      return prefix(2, message) + message;
    }

    @Override
    int read(String rest, int max, List<String> messages) {
      return readPrefixed(rest, 2, max, messages);
    }
  },
  INT32 {
    @Override
    MessageReceiver receiver(Heard heard, int max) {
      return new Int32s(heard, max);
    }

    @Override
    String written(String message) {
      return prefix(4, message) + message;
    }

    @Override
    int read(String rest, int max, List<String> messages) {
      return readPrefixed(rest, 4, max, messages);
    }
  },
  STATES {
    @Override
    MessageReceiver receiver(Heard heard, int max) {
      return new States(heard, max);
    }

    @Override
    String written(String message) {
      return prefix(2, message) + message;
    }

    @Override
    int read(String rest, int max, List<String> messages) {
      return readPrefixed(rest, 2, max, messages);
    }
  };

  /** What a reader answers if the rest is only the beginning of a message. */
  static final int INCOMPLETE = -1;

  /** What a reader answers if the rest begins with what must be refused. */
  static final int REFUSED = -2;

  abstract MessageReceiver receiver(Heard heard, int max);

  abstract String written(String message);

  /** Reads one message; returns its length with its frame, or one of the two above. */
  abstract int read(String rest, int max, List<String> messages);

  /**
   * What a receiver must make of a stream.
   *
   * @param rest how many bytes at the end are the beginning of a message
   */
  record Outcome(List<String> messages, boolean refused, int rest) {}

  Outcome outcome(String stream, int max) {
    List<String> messages = new ArrayList<>();
    int at = 0;
    int length;
    while ((length = at == stream.length() ? INCOMPLETE : read(stream.substring(at), max, messages))
        > 0) {
      at += length;
    }
    return new Outcome(messages, length == REFUSED, stream.length() - at);
  }

  /** The messages' forms, one after the other. */
  String stream(List<String> messages) {
    return messages.stream().map(this::written).reduce("", String::concat);
  }

  /** Messages of at most {@code max} bytes, rich in what delimiters are made of. */
  List<String> messages(Random random, int max) {
    List<String> messages = new ArrayList<>();
    for (int i = random.nextInt(30); i >= 0; i--) {
      int most = random.nextInt(8) == 0 ? max : Math.min(max, 20);
      String message = text(random, random.nextInt(most + 1));
      if (outcome(written(message), max).equals(new Outcome(List.of(message), false, 0))) {
        messages.add(message);
      }
    }
    return messages;
  }

  static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int kind = random.nextInt(3);
      text.append(
          kind == 0 ? (char) random.nextInt(256) : "\r\n-:,0129\0".charAt(random.nextInt(10)));
    }
    return text.toString();
  }

  private static int readLine(String rest, String delimiter, int max, List<String> messages) {
    int end = rest.indexOf(delimiter);
    if (end > max || (end < 0 && rest.length() >= max + delimiter.length())) {
      return REFUSED;
    }
    if (end < 0) {
      return INCOMPLETE;
    }
    messages.add(rest.substring(0, end));
    return end + delimiter.length();
  }

  private static int readPrefixed(String rest, int size, int max, List<String> messages) {
    if (rest.length() < size) {
      return INCOMPLETE;
    }
    BigInteger length = new BigInteger(1, Heard.bytes(rest.substring(0, size)));
    if (length.compareTo(BigInteger.valueOf(max)) > 0) {
      return REFUSED;
    }
    int end = size + length.intValueExact();
    if (rest.length() < end) {
      return INCOMPLETE;
    }
    messages.add(rest.substring(size, end));
    return end;
  }

  private static String prefix(int size, String message) {
    byte[] all = ByteBuffer.allocate(4).putInt(message.length()).array();
    return latin1(all).substring(4 - size);
  }
}
