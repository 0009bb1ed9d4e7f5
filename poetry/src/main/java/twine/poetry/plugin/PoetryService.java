package twine.poetry.plugin;

import java.nio.ByteBuffer;
import twine.app.log.Log;
import twine.app.service.Service;
import twine.poetry.command.PoemFile;

/**
 * Part 16: has a poem for whoever wants to serve it.
 *
 * <p>Watch that it knows nothing of protocols and ports: it loads the poem, and that is all.
 */
final class PoetryService extends Service {
  private final String file;
  private ByteBuffer poem = ByteBuffer.allocate(0);

  PoetryService(String file) {
    this.file = file;
  }

  @Override
  public void startService() throws Exception {
    super.startService();
    poem = PoemFile.read(file).poem();
    Log.msg("loaded a poem from: " + file);
  }

  /** The poem, once this has been started. */
  ByteBuffer poem() {
    return poem.duplicate();
  }
}
