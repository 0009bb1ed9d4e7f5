package twine.poetry.part20;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.poetry.command.Arguments;

/** The exercises of Part 20. */
final class ErlangOptions implements Arguments {
  private final OptionSpec quiet = flag("--quiet", "Do not tell of each portion (exercise 2).");
  private final OptionSpec timings =
      flag("--timings", "Tell before each poem how long it took (exercise 3).");
  private final OptionSpec inOrder =
      flag("--in-order", "Print the poems in the order of their servers (exercise 4).");
  private final OptionSpec readable =
      flag("--readable", "Name the server that a poem could not be had from (exercise 5).");

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name)
        .type(boolean.class)
        .arity("0")
        .defaultValue("false")
        .description(description)
        .build();
  }

  @Override
  public void addTo(CommandSpec command) {
    command.addOption(quiet).addOption(timings).addOption(inOrder).addOption(readable);
  }

  boolean quiet() {
    return quiet.<Boolean>getValue();
  }

  boolean timings() {
    return timings.<Boolean>getValue();
  }

  boolean inOrder() {
    return inOrder.<Boolean>getValue();
  }

  boolean readable() {
    return readable.<Boolean>getValue();
  }
}
