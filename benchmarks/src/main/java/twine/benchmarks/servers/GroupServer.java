package twine.benchmarks.servers;

import java.nio.ByteBuffer;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpTransport;
import twine.reactor.ListenOptions;
import twine.reactor.group.ReactorGroup;

/**
 * Twine on as many reactors as the third argument says, on any processors. Each request is answered
 * after so much computing as the fourth says, in steps that depend on each other.
 */
final class GroupServer {
  private GroupServer() {}

  private static final class Requests extends Protocol {
    private final RequestScanner scanner = new RequestScanner();
    private final ByteBuffer responses;
    private final int steps;
    private long number = 1;

    private Requests(ByteBuffer responses, int steps) {
      this.responses = responses;
      this.steps = steps;
    }

    @Override
    public void connectionMade() {
      ((TcpTransport) transport()).setTcpNoDelay(true);
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      int count = scanner.count(data);
      for (int i = 0; i < count; i++) {
        compute();
      }
      if (count > 0) {
        transport().write(responses.limit(count * Content.RESPONSE_SIZE));
      }
    }

    private void compute() {
      for (int i = 0; i < steps; i++) {
        number ^= number << 13;
        number ^= number >>> 7;
        number ^= number << 17;
      }
    }
  }

  /** Runs the server. */
  public static void main(String[] args) {
    int steps = Integer.parseInt(args[3]);
    ReactorGroup group = ReactorGroup.create(Integer.parseInt(args[2]));
    group.listenTcp(
        Work.port(args),
        reactor -> {
          ByteBuffer responses = Content.responses(); // one for each thread
          return Factory.of(() -> new Requests(responses, steps));
        },
        ListenOptions.LOOPBACK.withBacklog(Content.BACKLOG));
    group.run();
  }
}
