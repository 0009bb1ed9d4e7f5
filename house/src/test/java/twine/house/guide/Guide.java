package twine.house.guide;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import twine.house.Project;

/** Compares what pages show with what commands print, or brings the pages up to date. */
final class Guide {
  static final String REFRESH = "tools/guide";

  private final List<String> stale = new ArrayList<>();

  /** What a block should be, when its commands have printed {@code outputs}. */
  Block refreshed(Block block, List<List<String>> outputs) {
    List<Block.Command> commands = new ArrayList<>(block.commands());
    for (int i = 0; i < commands.size(); i++) {
      Block.Command command = commands.get(i);
      Output output = new Output(block, outputs.get(i));
      if (!output.isShownBy(command.shown())) {
        List<String> now = output.shortened();
        commands.set(i, new Block.Command(command.line(), now));
        stale.add(
            "%s: %s\nshows:\n%s\nbut prints:\n%s"
                .formatted(
                    block.place(),
                    command.line(),
                    String.join("\n", command.shown()),
                    String.join("\n", now)));
      }
    }
    return block.with(commands);
  }

  /** Fails if a page was out of date, or writes it in a run that records. */
  void finish(Page page) {
    if (stale.isEmpty()) {
      return;
    }
    if (Project.RECORDING) {
      page.write();
    } else {
      fail(
          "the guide is out of date; bring it up to date with %s, and look at the difference:\n%s",
          REFRESH, String.join("\n", stale));
    }
  }
}
