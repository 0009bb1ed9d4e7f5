package twine.poetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import twine.poetry.command.PoemOutput;

/** Texts for tests. */
final class Poems {
  static final String ECSTASY = "poetry/ecstasy.txt";
  static final String FASCINATION = "poetry/fascination.txt";
  static final String SCIENCE = "poetry/science.txt";

  private Poems() {}

  /** The bytes of a poem, named from the root of the project. */
  static byte[] read(String name) {
    try {
      return Files.readAllBytes(Started.root().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a client prints that has got these poems. */
  static byte[] printed(List<String> names) {
    var all = new ByteArrayOutputStream();
    PoemOutput out = new PoemOutput(new PrintStream(all, true));
    names.forEach(name -> out.poem(read(name)));
    return all.toByteArray();
  }

  /** Every byte there is, in an order that is no text in UTF-8, and no line end last. */
  static byte[] notUtf8() {
    byte[] poem = new byte[256];
    for (int i = 0; i < poem.length; i++) {
      poem[i] = (byte) (255 - i);
    }
    return poem;
  }
}
