package twine.net;

/** A producer that makes bytes of its own accord, and that can be told to wait. */
public interface PushProducer extends Producer {

  /** Make no more bytes until told to resume. */
  void pauseProducing();
}
