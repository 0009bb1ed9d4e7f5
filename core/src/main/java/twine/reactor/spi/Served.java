package twine.reactor.spi;

/** What an event is about, and so whom the log's lines of that time belong to. */
interface Served {

  /** What those lines begin with; asked for only when there is such a line. */
  String logPrefix();
}
