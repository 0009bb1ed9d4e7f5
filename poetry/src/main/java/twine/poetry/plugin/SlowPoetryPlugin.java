package twine.poetry.plugin;

import java.util.List;
import twine.app.net.TcpServer;
import twine.app.service.MultiService;
import twine.poetry.command.Pace;
import twine.poetry.part11.SlowPoetryFactory;

/** Serves a poem slowly, to any number of clients at once. */
public final class SlowPoetryPlugin extends PoetryPlugin {
  private final Place place;
  private final Poem poem;
  private final Pace pace;

  /** For {@code twined}. */
  public SlowPoetryPlugin() {
    this(new Place(10_000), new Poem(), new Pace());
  }

  private SlowPoetryPlugin(Place place, Poem poem, Pace pace) {
    super("slowpoetry", "A slow poetry service.", List.of(poem, place, pace));
    this.place = place;
    this.poem = poem;
    this.pace = pace;
  }

  @Override
  MultiService make() {
    PoetryService poetry = poem.service();
    return MultiService.of(
        poetry,
        TcpServer.on(
            place.iface(),
            place.port(),
            reactor ->
                new SlowPoetryFactory(reactor, poetry::poem, pace.numBytes(), pace.delay())));
  }
}
