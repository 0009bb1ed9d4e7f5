package twine.examples;

import java.util.List;

/**
 * What the build runs to train the AOT cache with which {@code bin/example} starts: scripts that
 * together use most of what scripts use, and are over at once. Only one may run the reactor.
 */
final class Training {
  private static final List<String> SCRIPTS =
      List.of("Gen4", "DeferUnhandled", "InlineCallbacksTb");

  private Training() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    for (String script : SCRIPTS) {
      Script.run(script);
    }
  }
}
