package twine.benchmarks.contestant;

import java.util.List;
import java.util.Optional;
import twine.benchmarks.servers.Work;

/** How a server is run: on a JVM, by itself, or by the interpreter of a script. */
public sealed interface Program permits JvmProgram, NativeProgram, ScriptProgram {

  /** The command line of a server that does {@code work} on {@code port}. */
  List<String> command(Work work, int port);

  /** Why it cannot run here, if it cannot. */
  Optional<String> obstacle();

  /** What it runs on and of which version, where that is not told already; empty if it is. */
  Optional<String> version();
}
