package twine.poetry.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A poem to serve. It is read once, when the program starts, so that a file which is not there is
 * said at once and not to the first client; its bytes are never decoded.
 */
public final class PoemFile {
  private final String name;
  private final byte[] poem;

  private PoemFile(String name, byte[] poem) {
    this.name = name;
    this.poem = poem;
  }

  /**
   * Reads a poem.
   *
   * @param name the path of the file
   * @throws UsageException if there is no such file, or it cannot be read
   */
  public static PoemFile read(String name) {
    try {
      Path file = Path.of(name);
      if (Files.isDirectory(file)) {
        throw new UsageException(name + " is a directory, not a poem");
      }
      return new PoemFile(name, Files.readAllBytes(file));
    } catch (NoSuchFileException | InvalidPathException _) {
      throw new UsageException(name + ": there is no such file");
    } catch (AccessDeniedException _) {
      throw new UsageException(name + ": permission denied");
    } catch (IOException e) {
      throw new UsageException(name + " cannot be read: " + e.getMessage());
    }
  }

  /** The path of the file, as it was given. */
  public String name() {
    return name;
  }

  /** The bytes of the poem, to be read but not written. */
  public ByteBuffer poem() {
    return ByteBuffer.wrap(poem).asReadOnlyBuffer();
  }

  /** A copy of the poem as a netstring: its length, a colon, the poem, a comma. */
  public ByteBuffer asNetstring() {
    byte[] head = (poem.length + ":").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + poem.length + 1)
        .put(head)
        .put(poem)
        .put((byte) ',')
        .flip()
        .asReadOnlyBuffer();
  }
}
