package twine.app.log;

/**
 * When a log file makes room for a new one, and how many old ones are kept.
 *
 * @param bytes a file that has so many is full; more than 0
 * @param kept how many full ones are kept; the oldest beyond that is deleted
 */
public record Rotation(long bytes, int kept) {
  /** Twisted's size; Twisted keeps all, and so fills the disk in the end. */
  public static final Rotation STANDARD = new Rotation(1_000_000, 100);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if {@code bytes} is not more than 0 or {@code kept} is less
   */
  public Rotation {
    if (bytes <= 0 || kept < 0) {
      throw new IllegalArgumentException(
          "a rotation needs bytes, and keeps 0 or more files: " + bytes + ", " + kept);
    }
  }
}
