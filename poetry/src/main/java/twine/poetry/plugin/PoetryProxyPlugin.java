package twine.poetry.plugin;

import java.util.List;
import twine.app.log.Log;
import twine.app.net.TcpServer;
import twine.app.service.Service;
import twine.net.TcpAddress;
import twine.poetry.command.ServerAddress;
import twine.poetry.proxy.LimitOptions;
import twine.poetry.proxy.Limits;
import twine.poetry.proxy.PoetryProxy;
import twine.poetry.proxy.ProxyLog;

/** Part 16, exercise 4: the poetry proxy. */
public final class PoetryProxyPlugin extends PoetryPlugin {
  private final Place place;
  private final ServerAddress server;
  private final LimitOptions limitOptions;

  /** For {@code twined}. */
  public PoetryProxyPlugin() {
    this(new Place(10_001), new ServerAddress(), new LimitOptions());
  }

  private PoetryProxyPlugin(Place place, ServerAddress server, LimitOptions limitOptions) {
    super("poetry-proxy", "A caching poetry proxy.", List.of(place, limitOptions, server));
    this.place = place;
    this.server = server;
    this.limitOptions = limitOptions;
  }

  @Override
  Service make() {
    TcpAddress origin = server.address();
    Limits limits = limitOptions.limits();
    return TcpServer.on(
        place.iface(),
        place.port(),
        reactor -> PoetryProxy.of(reactor, origin, limits, new ToLog()));
  }

  private static final class ToLog implements ProxyLog {
    @Override
    public void say(String line) {
      Log.msg(line);
    }

    @Override
    public void complain(String line) {
      Log.err(line);
    }
  }
}
