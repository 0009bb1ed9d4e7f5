package twine.testing.endurance;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.PushProducer;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.testing.MemoryOptions;
import twine.testing.MemoryReactors;

/** The programs that the tests start: each prints {@code port} and a number, then serves. */
final class Servers {
  private Servers() {}

  private static void serve(Factory factory) {
    Reactor reactor = Reactors.create("nio");
    int port = reactor.listenTcp(0, factory, ListenOptions.LOOPBACK).getHost().port();
    reactor.callWhenRunning(() -> System.out.println("port " + port));
    reactor.run();
  }

  /** Sends without end, as fast as the client reads, to as many as come. */
  static final class Endless {
    public static void main(String[] arguments) {
      serve(Factory.of(Sending::new));
    }

    private static final class Sending extends Protocol implements PushProducer {
      private static final byte[] PORTION = new byte[1000];

      private boolean paused;

      @Override
      public void connectionMade() {
        transport().registerProducer(this);
        resumeProducing();
      }

      @Override
      public void resumeProducing() {
        paused = false;
        // Bounded, so that a fast reader does not keep the others waiting.
        for (int i = 0; i < 100 && !paused; i++) {
          transport().write(PORTION);
        }
      }

      @Override
      public void pauseProducing() {
        paused = true;
      }

      @Override
      public void stopProducing() {
        paused = true;
      }
    }
  }

  /** Writes to whoever asks for it by a byte, without looking whether anything is read. */
  static final class Reckless {
    public static void main(String[] arguments) {
      serve(Factory.of(Flooding::new));
    }

    private static final class Flooding extends Protocol {
      private static final byte[] PORTION = new byte[100_000];

      @Override
      public void dataReceived(ByteBuffer data) {
        if (data.get() == 'p') {
          transport().write(new byte[] {'!'});
          return;
        }
        for (int i = 0; i < 10_000 && transport().connected(); i++) {
          transport().write(PORTION);
        }
      }

      @Override
      public void connectionLost(Failure reason) {
        System.out.println("lost " + reason.value().getMessage());
      }
    }
  }

  /** Sends back what it gets; says how many are connected at each thousand. */
  static final class Echo {
    private static int connected;

    public static void main(String[] arguments) {
      serve(Factory.of(Echoing::new));
    }

    private static final class Echoing extends Protocol {
      @Override
      public void connectionMade() {
        connected++;
        if (connected % 1000 == 0) {
          System.out.println("connected " + connected);
        }
      }

      @Override
      public void dataReceived(ByteBuffer data) {
        transport().write(data);
      }

      @Override
      public void connectionLost(Failure reason) {
        connected--;
        if (connected == 0) {
          System.out.println("connected none");
        }
      }
    }
  }

  /** An {@link Echo} that has met a shortage of descriptors before, in memory. */
  static final class ForewarnedEcho {
    public static void main(String[] arguments) {
      // When there is no descriptor left, no class can be read from a directory any more. From the
      // jar of an installed program it could, but that is not what is to be shown here.
      Reactor rehearsal = MemoryReactors.create(MemoryOptions.DEFAULT.withMaxSockets(3));
      int port =
          rehearsal
              .listenTcp(0, Factory.of(Echo.Echoing::new), ListenOptions.LOOPBACK)
              .getHost()
              .port();
      for (boolean talks : new boolean[] {true, false}) {
        Visitor visitor = new Visitor(talks);
        rehearsal.connectTcp("127.0.0.1", port, ClientFactory.of(() -> visitor));
        rehearsal.callLater(
            Duration.ofSeconds(talks ? 1 : 2), () -> visitor.transport().loseConnection());
      }
      rehearsal.callLater(Duration.ofSeconds(3), rehearsal::stop);
      rehearsal.run();
      Echo.main(arguments);
    }

    private static final class Visitor extends Protocol {
      private final boolean talks;

      Visitor(boolean talks) {
        this.talks = talks;
      }

      @Override
      public void connectionMade() {
        if (talks) {
          transport().write(new byte[] {1});
        }
      }
    }
  }

  /**
   * Connects to a port as often as it is told to, and says so when each has been answered twice.
   */
  static final class ManyClients {
    private static final int AT_ONCE = 500;

    private final Reactor reactor = Reactors.create("nio");
    private final int port;
    private final int count;
    private final List<Client> clients = new ArrayList<>();
    private int begun;
    private int answered;

    private ManyClients(int port, int count) {
      this.port = port;
      this.count = count;
    }

    public static void main(String[] arguments) {
      ManyClients many =
          new ManyClients(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
      many.reactor.callWhenRunning(() -> {
        for (int i = 0; i < AT_ONCE; i++) {
          many.connectNext();
        }
      });
      many.reactor.run();
    }

    private void connectNext() {
      if (begun < count) {
        begun++;
        reactor.connectTcp("127.0.0.1", port, ClientFactory.of(Client::new));
      }
    }

    /** Everybody has been answered {@code round} times. */
    private void roundIsOver(int round) {
      System.out.println("answered " + clients.size());
      answered = 0;
      if (round == 1) {
        clients.forEach(Client::ask);
      } else {
        clients.forEach(client -> client.transport().loseConnection());
        reactor.callLater(Duration.ofMillis(1), reactor::stop);
      }
    }

    private final class Client extends Protocol {
      private int round;

      @Override
      public void connectionMade() {
        clients.add(this);
        ask();
        connectNext();
      }

      private void ask() {
        transport().write(new byte[] {'?'});
      }

      @Override
      public void dataReceived(ByteBuffer data) {
        round++;
        if (++answered == count) {
          roundIsOver(round);
        }
      }
    }
  }

  /** A reactor with a port, a connection to itself, a timer far away, and nothing to do. */
  static final class Idle {
    public static void main(String[] arguments) {
      Reactor reactor = Reactors.create(arguments[0]);
      int port =
          reactor
              .listenTcp(0, Factory.of(Echo.Echoing::new), ListenOptions.LOOPBACK)
              .getHost()
              .port();
      reactor.connectTcp("127.0.0.1", port, ClientFactory.of(First::new));
      reactor.callLater(Duration.ofDays(1), reactor::stop);
      // Restoring an interrupt is what careful code does; it must not keep the reactor awake.
      reactor.callWhenRunning(() -> Thread.currentThread().interrupt());
      reactor.run();
    }

    private static final class First extends Protocol {
      @Override
      public void connectionMade() {
        transport().write(new byte[] {1});
      }

      @Override
      public void dataReceived(ByteBuffer data) {
        System.out.println("idle now");
      }
    }
  }
}
