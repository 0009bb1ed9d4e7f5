package twine.benchmarks.contestant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import twine.benchmarks.machine.CpuTime;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.servers.Work;

/** One server that is running, on the servers' processor. */
public final class ServerProcess implements AutoCloseable {
  private static final int START_TRIES = 1_000;
  private static final Duration RETRY = Duration.ofMillis(20);

  private final Contestant contestant;
  private final Process process;
  private final InetSocketAddress address;

  private ServerProcess(Contestant contestant, Process process, InetSocketAddress address) {
    this.contestant = contestant;
    this.process = process;
    this.address = address;
  }

  /** Starts a server on a free port and waits until it accepts connections. */
  public static ServerProcess start(Contestant contestant, Work work) {
    try {
      InetSocketAddress address = freeAddress();
      Process process =
          new ProcessBuilder(Machine.pinned(contestant.program().command(work, address.getPort())))
              .redirectError(Redirect.INHERIT)
              .redirectOutput(Redirect.DISCARD)
              .start();
      ServerProcess server = new ServerProcess(contestant, process, address);
      server.awaitListening();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + contestant, e);
    }
  }

  private static InetSocketAddress freeAddress() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return (InetSocketAddress) probe.getLocalSocketAddress();
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

  /** Ends the server and waits until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
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
