package twine.benchmarks.contestant;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.servers.Work;

/**
 * A server that a compiler has made, where there is one; {@code bin/benchmark} has it made.
 *
 * @param property the system property that says where the program lies
 * @param compiler the command that compiles it
 * @param compilerName what that command is called, by people
 * @param versionArgument what makes the compiler tell its version
 */
record NativeProgram(String property, String compiler, String compilerName, String versionArgument)
    implements Program {

  private Optional<Path> program() {
    return Optional.ofNullable(System.getProperty(property))
        .map(Path::of)
        .filter(Files::isExecutable);
  }

  @Override
  public List<String> command(Work work, int port) {
    return List.of(program().orElseThrow().toString(), work.argument(), Integer.toString(port));
  }

  @Override
  public Optional<String> obstacle() {
    return program().isPresent()
        ? Optional.empty()
        : Optional.of("there is no %s (%s)".formatted(compilerName, compiler));
  }

  @Override
  public Optional<String> version() {
    return Machine.tool(compiler)
        .map(tool -> Machine.firstLine(List.of(tool.toString(), versionArgument)));
  }
}
