package twine.poetry.part12;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Netstrings on a blocking connection. */
final class BlockingNetstrings {
  private BlockingNetstrings() {}

  /** Writes a netstring. */
  static void write(OutputStream out, byte[] string) throws IOException {
    out.write((string.length + ":").getBytes(US_ASCII));
    out.write(string);
    out.write(',');
    out.flush();
  }

  /**
   * Reads a netstring.
   *
   * @param maxLength how long it may be, in bytes
   * @throws EOFException if the peer closes the connection before its end
   * @throws IOException if it is malformed or too long; the message says which
   */
  static byte[] read(InputStream in, int maxLength) throws IOException {
    int length = readLength(in, maxLength);
    byte[] string = in.readNBytes(length);
    if (string.length < length) {
      throw new EOFException(
          "the connection was closed after " + string.length + " of " + length + " bytes");
    }
    expectComma(in.read());
    return string;
  }

  private static int readLength(InputStream in, int maxLength) throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new EOFException("the connection was closed without an answer");
    }
    long length = 0;
    int digits = 0;
    for (int next = first; next != ':' || digits == 0; next = in.read()) {
      boolean fits = '0' <= next && next <= '9' && (length > 0 || digits == 0);
      if (!fits) {
        throw next < 0 ? cutOff() : new IOException("the answer is not a netstring");
      }
      length = length * 10 + (next - '0');
      digits++;
      if (length > maxLength) {
        throw new IOException("the answer is longer than " + maxLength + " bytes");
      }
    }
    return (int) length;
  }

  private static void expectComma(int next) throws IOException {
    if (next != ',') {
      throw next < 0 ? cutOff() : new IOException("the answer is not a netstring");
    }
  }

  private static EOFException cutOff() {
    return new EOFException("the connection was closed in the middle of the answer");
  }
}
