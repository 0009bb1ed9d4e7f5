package twine.net;

/** One end of a connection. */
public sealed interface Address permits TcpAddress {}
