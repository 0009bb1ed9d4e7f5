package twine.net;

/** A {@link Transport} over TCP, with what only TCP knows. */
public interface TcpTransport extends Transport {

  /** Whether small writes are sent at once (TCP_NODELAY, RFC 896 turned off). */
  boolean getTcpNoDelay();

  /** Sets whether small writes are sent at once, or gathered while an answer is outstanding. */
  void setTcpNoDelay(boolean enabled);

  /** Whether the system probes an idle connection now and then (SO_KEEPALIVE, RFC 1122). */
  boolean getTcpKeepAlive();

  /** Sets whether the system probes an idle connection now and then. */
  void setTcpKeepAlive(boolean enabled);

  @Override
  TcpAddress getHost();

  @Override
  TcpAddress getPeer();
}
