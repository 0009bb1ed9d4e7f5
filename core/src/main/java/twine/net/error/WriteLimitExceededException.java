package twine.net.error;

import twine.net.Address;

/** The peer does not read what it is sent, and the program goes on writing. */
public final class WriteLimitExceededException extends ConnectionLostException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param peer who does not read
   * @param waiting how many bytes wait to be sent
   * @param limit how many were allowed
   */
  public WriteLimitExceededException(Address peer, long waiting, long limit) {
    super(
        peer
            + " does not read: "
            + waiting
            + " bytes wait to be sent and the limit is "
            + limit
            + "; register a producer, or raise the limit with setWriteLimit");
  }
}
