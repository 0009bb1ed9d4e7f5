package twine.house.guide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of the guide, typed page by page. In a block that says {@code server} there is one
 * that runs until the page ends. It is up when it has printed a line with {@code ready=WORD}, or
 * {@code serves=N} of them; {@code until=WORD} is what it must have printed before it is ended.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GuideIT {
  private static final String READY = "Serving ";

  /** The pages with commands that are no scripts. */
  static List<Page> pages() {
    return Page.ofTheProject().stream()
        .filter(page -> page.blocks().stream().anyMatch(Block::isSession))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatIsTypedPrintsWhatIsShown(Page page) throws IOException {
    try (Session session = new Session()) {
      Map<String, List<List<String>>> outputs = type(session, page);
      var guide = new Guide();
      guide.finish(
          page.map(block ->
              block.isSession() ? guide.refreshed(block, outputs.get(block.place())) : block));
    }
  }

  /** Returns what the commands of each block have printed. */
  private static Map<String, List<List<String>>> type(Session session, Page page)
      throws IOException {
    Map<String, List<List<String>>> outputs = new LinkedHashMap<>();
    Map<Block, Session.Server> servers = new LinkedHashMap<>();
    for (Block block : page.blocks()) {
      if (block.is("server")) {
        String command = block.commands().getFirst().line();
        int times = Integer.parseInt(block.option("serves", "1"));
        servers.put(block, session.serve(command, block.option("ready", READY), times));
      } else if (block.isSession()) {
        List<List<String>> printed = new ArrayList<>();
        for (Block.Command command : block.commands()) {
          printed.add(session.run(command.line()));
        }
        outputs.put(block.place(), printed);
      }
    }
    for (Map.Entry<Block, Session.Server> server : servers.entrySet()) {
      server.getValue().awaitLine(server.getKey().option("until", ""));
    }
    for (Map.Entry<Block, Session.Server> server : servers.entrySet()) {
      outputs.put(server.getKey().place(), List.of(server.getValue().end()));
    }
    return outputs;
  }
}
