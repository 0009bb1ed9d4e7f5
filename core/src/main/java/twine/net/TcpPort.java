package twine.net;

/** A {@link ListeningPort} for TCP. */
public interface TcpPort extends ListeningPort {

  @Override
  TcpAddress getHost();
}
