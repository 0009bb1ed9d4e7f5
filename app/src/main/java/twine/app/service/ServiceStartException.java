package twine.app.service;

/**
 * A service in a collection did not start. Those of the collection that had been started before it
 * are being stopped again.
 */
public final class ServiceStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String service;

  /**
   * Creates the exception.
   *
   * @param service the service and those it is in, from the top: {@code fastpoetry/poems}
   */
  ServiceStartException(String service, Throwable cause) {
    super(service + " did not start: " + words(cause), cause);
    this.service = service;
  }

  private static String words(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isEmpty() ? cause.getClass().getSimpleName() : message;
  }

  /** The service and those it is in, from the top: {@code fastpoetry/poems}. */
  public String service() {
    return service;
  }
}
