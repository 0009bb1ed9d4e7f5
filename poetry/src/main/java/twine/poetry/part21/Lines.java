package twine.poetry.part21;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Cuts what comes in portions of any size into lines, each with the end that it has, if any. */
final class Lines implements LazyList.Source<byte[]> {
  private final LazyList.Source<byte[]> portions;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private byte[] portion = {};
  private int used;

  private Lines(LazyList.Source<byte[]> portions) {
    this.portions = portions;
  }

  /** The lines of what comes from a source. */
  static LazyList<byte[]> of(LazyList.Source<byte[]> portions) {
    return LazyList.of(new Lines(portions));
  }

  @Override
  public byte @Nullable [] next() throws Exception {
    while (!moveLine()) {
      byte[] more = portions.next();
      if (more == null) {
        return line.size() == 0 ? null : take();
      }
      portion = more;
      used = 0;
    }
    return take();
  }

  /** Moves what belongs to the line, and says whether that is all of it. */
  private boolean moveLine() {
    int end = used;
    while (end < portion.length) {
      if (portion[end++] == '\n') {
        line.write(portion, used, end - used);
        used = end;
        return true;
      }
    }
    line.write(portion, used, end - used);
    used = end;
    return false;
  }

  private byte[] take() {
    byte[] taken = line.toByteArray();
    line.reset();
    return taken;
  }
}
