package twine.poetry.part12;

import twine.defer.Deferred;

/** What is asked of a transformation service, whatever protocol it is asked by (Figure 27). */
public interface Transforms {

  /**
   * Transforms a poem.
   *
   * @param name how; it may come from anybody, and be anything
   * @param poem the poem; it is not changed
   * @return fires with the transformed poem, or fails with {@link UnknownTransformException} or
   *     with what went wrong; cancelling it stops the work
   */
  Deferred<byte[]> transform(String name, byte[] poem);
}
