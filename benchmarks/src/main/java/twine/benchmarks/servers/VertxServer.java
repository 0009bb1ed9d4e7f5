package twine.benchmarks.servers;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Vert.x with one event loop, on its native transport where it has one. */
final class VertxServer {
  private static final Buffer RESPONSES = Buffer.buffer(Content.bytes(Content.responses()));
  private static final Buffer POEM = Buffer.buffer(Content.bytes(Content.poem()));
  private static final Buffer CHUNK = Buffer.buffer(Content.bytes(Content.chunk()));

  private final Vertx vertx;

  private VertxServer(Vertx vertx) {
    this.vertx = vertx;
  }

  private void answer(NetSocket socket) {
    RequestScanner scanner = new RequestScanner();
    socket.handler(data -> {
      int length = scanner.count(ByteBuffer.wrap(data.getBytes())) * Content.RESPONSE_SIZE;
      if (length > 0) {
        socket.write(RESPONSES.slice(0, length));
      }
    });
  }

  /** Clients come and go; without this Vert.x reports each that went without a word. */
  private static NetSocket quiet(NetSocket socket) {
    return socket.exceptionHandler(failure -> {});
  }

  private void givePoem(NetSocket socket) {
    socket.end(POEM);
  }

  private void stream(NetSocket socket) {
    int[] left = {Content.CHUNKS};
    Runnable produce =
        () -> {
          while (left[0] > 0 && !socket.writeQueueFull()) {
            socket.write(CHUNK);
            if (--left[0] == 0) {
              socket.end();
            }
          }
        };
    socket.drainHandler(drained -> produce.run());
    produce.run();
  }

  private void giveSlowly(NetSocket socket) {
    new Slow(vertx, socket).send();
  }

  private static final class Slow {
    private final Vertx vertx;
    private final NetSocket socket;
    private int at;
    private long next;

    Slow(Vertx vertx, NetSocket socket) {
      this.vertx = vertx;
      this.socket = socket;
      socket.closeHandler(closed -> vertx.cancelTimer(next));
    }

    void send() {
      socket.write(POEM.slice(at, at + Content.PORTION));
      at = (at + Content.PORTION) % Content.POEM_SIZE;
      next = vertx.setTimer(Content.DELAY_MILLIS, timer -> send());
    }
  }

  /** Runs the server. */
  public static void main(String[] args) {
    VertxOptions options =
        new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true);
    VertxServer server = new VertxServer(Vertx.vertx(options));
    Consumer<NetSocket> work =
        switch (Work.of(args)) {
          case REQUESTS -> server::answer;
          case POEM -> server::givePoem;
          case STREAM -> server::stream;
          case SLOW -> server::giveSlowly;
        };
    server
        .vertx
        .createNetServer(new NetServerOptions().setAcceptBacklog(Content.BACKLOG))
        .connectHandler(socket -> work.accept(quiet(socket)))
        .listen(Work.port(args), "127.0.0.1")
        .await();
  }
}
