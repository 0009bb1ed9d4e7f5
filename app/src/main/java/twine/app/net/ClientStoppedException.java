package twine.app.net;

/** A {@link ClientService} was stopped, and who waited for its connection waits in vain. */
public final class ClientStoppedException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param client what the service is called
   */
  ClientStoppedException(String client) {
    super(client + " was stopped, and connects no more");
  }
}
