package twine.poetry.get;

import java.nio.ByteBuffer;

/**
 * How long a netstring is going to be, and how much of it has come. A receiver tells of whole
 * strings only; this looks on, so that there is something to tell meanwhile, and at an early end.
 * It leaves it to the receiver to refuse what is no netstring: then its own figures mean nothing.
 */
final class Promised {
  private long length;
  private boolean known;
  private int come;

  /**
   * Looks at the next bytes, which stay where they are.
   *
   * @return how many of them are part of the string itself
   */
  int come(ByteBuffer data) {
    int from = data.position();
    while (!known && from < data.limit()) {
      byte next = data.get(from++);
      if (next == ':') {
        known = true;
      } else {
        length = length * 10 + (next - '0');
      }
    }
    int bytes = Math.clamp(length - come, 0, data.limit() - from);
    come += bytes;
    return bytes;
  }

  @Override
  public String toString() {
    if (!known) {
      return "before the length of the poem had come";
    }
    return "after "
        + come
        + " of "
        + length
        + " bytes of poetry"
        + (come == length ? ", before the comma that ends them" : "");
  }
}
