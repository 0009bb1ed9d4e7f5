package twine.poetry.command;

/** One of the programs of {@code poetry}. */
public interface Program {

  /** What the program does and what it takes. */
  Usage usage();

  /**
   * Does the work, once the command line has been read.
   *
   * @return the exit status
   * @throws UsageException if the command line asks for something that cannot be
   * @throws java.io.IOException if the work failed
   * @throws java.io.UncheckedIOException if the work failed
   */
  int run() throws Exception;
}
