package twine.poetry.plugin;

import java.util.List;
import twine.app.log.Log;
import twine.app.net.TcpServer;
import twine.app.service.Service;
import twine.net.ServerFactory;
import twine.poetry.part12.TransformProtocol;
import twine.poetry.part12.TransformService;
import twine.poetry.part12.Transforms;

/** Part 12's poetry transformation server. */
public final class TransformPlugin extends PoetryPlugin {
  private final Place place;

  /** For {@code twined}. */
  public TransformPlugin() {
    this(new Place(11_000));
  }

  private TransformPlugin(Place place) {
    super("transform", "A poetry transformation service.", List.of(place));
    this.place = place;
  }

  @Override
  Service make() {
    return TcpServer.on(place.iface(), place.port(), new TransformFactory(new TransformService()));
  }

  private static final class TransformFactory extends ServerFactory {
    TransformFactory(Transforms service) {
      super(() -> new TransformProtocol(service, Log::msg));
    }
  }
}
