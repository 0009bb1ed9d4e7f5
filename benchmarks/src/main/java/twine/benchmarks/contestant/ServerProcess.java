package twine.benchmarks.contestant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import twine.benchmarks.machine.CpuTime;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.servers.Work;

/** One server that is running, on the servers' processor. */
public final class ServerProcess implements AutoCloseable {
  private static final int START_TRIES = 20_000;
  private static final Duration RETRY = Duration.ofMillis(1);

  private final Contestant contestant;
  private final Process process;
  private final InetSocketAddress address;

  private ServerProcess(Contestant contestant, Process process, InetSocketAddress address) {
    this.contestant = contestant;
    this.process = process;
    this.address = address;
  }

  /** Starts a server on the servers' processor, and waits until it accepts connections. */
  public static ServerProcess start(Contestant contestant, Work work) {
    InetSocketAddress address = freeAddress();
    List<String> command = contestant.program().command(work, address.getPort());
    return start(contestant, address, Machine.pinned(command), Redirect.INHERIT);
  }

  /**
   * Starts a server that answers requests, on whatever processors there are, and waits until it
   * accepts connections. What it complains of is not shown: a JVM that writes a cache says so.
   *
   * @param program how to run it this time
   */
  public static ServerProcess startAnywhere(Contestant contestant, Program program) {
    InetSocketAddress address = freeAddress();
    List<String> command = program.command(Work.REQUESTS, address.getPort());
    return start(contestant, address, command, Redirect.DISCARD);
  }

  private static ServerProcess start(
      Contestant contestant, InetSocketAddress address, List<String> command, Redirect errors) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(errors)
              .redirectOutput(Redirect.DISCARD)
              .start();
      ServerProcess server = new ServerProcess(contestant, process, address);
      server.awaitListening();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + contestant, e);
    }
  }

  private static InetSocketAddress freeAddress() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) probe.getLocalSocketAddress();
    } catch (IOException e) {
      throw new UncheckedIOException("there is no free port", e);
    }
  }

  private void awaitListening() throws IOException {
    for (int i = 0; i < START_TRIES && process.isAlive(); i++) {
      try (Socket socket = new Socket()) {
        socket.connect(address);
        return;
      } catch (IOException e) {
        Machine.pause(RETRY);
      }
    }
    close();
    throw new IOException(contestant + " did not come up at " + address);
  }

  /** Which server it is. */
  public Contestant contestant() {
    return contestant;
  }

  /** Where it accepts connections. */
  public InetSocketAddress address() {
    return address;
  }

  /** The number of its process. */
  public long pid() {
    return process.pid();
  }

  /** What it has had of the processors until now. */
  public CpuTime cpuTime() {
    return CpuTime.of(pid());
  }

  /** Asks the server to end, and waits until it has. */
  public void terminate() {
    process.destroy();
    awaitEnd();
  }

  /** Ends the server at once, and waits until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    boolean interrupted = false;
    while (true) {
      try {
        process.waitFor();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
