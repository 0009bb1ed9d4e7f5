package twine.protocols;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import twine.net.Bytes;

/** Receivers that only note what they are handed. */
final class Receivers {
  private Receivers() {}

  static class Lines extends LineReceiver {
    final Heard heard;

    Lines(Heard heard, int max) {
      super(max);
      this.heard = heard;
    }

    @Override
    protected void lineReceived(ByteBuffer line) {
      heard.message(line);
    }

    @Override
    protected void messageRefused(MessageRefusedException why) {
      heard.refused(why);
      transport().loseConnection();
    }
  }

  /** Bodies, each after a line with its length in digits, taken in raw mode. */
  static final class Bodies extends LineReceiver {
    private final Heard heard;
    private final int max;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int missing;

    Bodies(Heard heard, int max) {
      super(max);
      this.heard = heard;
      this.max = max;
    }

    @Override
    protected void lineReceived(ByteBuffer line) {
      String length = Heard.latin1(Bytes.copy(line));
      if (!length.matches("[0-9]{1,9}") || Integer.parseInt(length) > max) {
        messageRefused(new MessageRefusedException("not a length: " + length));
        return;
      }
      missing = Integer.parseInt(length);
      if (missing == 0) {
        heard.message(line.limit(line.position()));
      } else {
        setRawMode();
      }
    }

    @Override
    protected void rawDataReceived(ByteBuffer data) {
      byte[] part = new byte[Math.min(missing, data.remaining())];
      data.get(part);
      body.writeBytes(part);
      missing -= part.length;
      if (missing == 0) {
        // Every other time what is given back is not the buffer that was lent, but a copy.
        boolean copied = body.size() % 2 == 0;
        setLineMode(copied ? ByteBuffer.wrap(Bytes.copy(data)) : data);
        ByteBuffer whole = ByteBuffer.wrap(body.toByteArray());
        body.reset();
        heard.message(whole);
      }
    }

    @Override
    protected void messageRefused(MessageRefusedException why) {
      heard.refused(why);
      transport().loseConnection();
    }
  }

  static final class Netstrings extends NetstringReceiver {
    private final Heard heard;

    Netstrings(Heard heard, int max) {
      super(max);
      this.heard = heard;
    }

    @Override
    protected void stringReceived(ByteBuffer string) {
      heard.message(string);
    }

    @Override
    protected void messageRefused(MessageRefusedException why) {
      heard.refused(why);
      transport().loseConnection();
    }
  }

  static final class Int8s extends Int8StringReceiver {
    private final Heard heard;

    Int8s(Heard heard, int max) {
      super(max);
      this.heard = heard;
    }

    @Override
    protected void stringReceived(ByteBuffer string) {
      heard.message(string);
    }

    @Override
    protected void messageRefused(MessageRefusedException why) {
      heard.refused(why);
      transport().loseConnection();
    }
  }

  static final class Int16s extends Int16StringReceiver {
    private final Heard heard;

    Int16s(Heard heard, int max) {
      super(max);
      this.heard = heard;
    }

    @Override
    protected void stringReceived(ByteBuffer string) {
      heard.message(string);
    }

    @Override
    protected void messageRefused(MessageRefusedException why) {
      heard.refused(why);
      transport().loseConnection();
    }
  }

  static final class Int32s extends Int32StringReceiver {
    private final Heard heard;

    Int32s(Heard heard, int max) {
      super(max);
      this.heard = heard;
    }

    @Override
    protected void stringReceived(ByteBuffer string) {
      heard.message(string);
    }

    @Override
    protected void messageRefused(MessageRefusedException why) {
      heard.refused(why);
      transport().loseConnection();
    }
  }

  /** Strings after their length in two bytes; a length of zero ends one state only. */
  static final class States extends StatefulProtocol {
    private final Heard heard;
    private final int max;

    States(Heard heard, int max) {
      this.heard = heard;
      this.max = max;
    }

    @Override
    protected State getInitialState() {
      return new State(2, this::length);
    }

    private State length(ByteBuffer bytes) {
      int length = bytes.getShort() & 0xFFFF;
      if (length > max) {
        messageRefused(new MessageRefusedException(length + " bytes"));
        return getInitialState();
      }
      return length == 0 ? body(bytes) : new State(length, this::body);
    }

    private State body(ByteBuffer bytes) {
      heard.message(bytes);
      return getInitialState();
    }

    @Override
    protected void messageRefused(MessageRefusedException why) {
      heard.refused(why);
      transport().loseConnection();
    }
  }
}
