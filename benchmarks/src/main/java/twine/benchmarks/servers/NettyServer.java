package twine.benchmarks.servers;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Netty with one event loop, on the transport that the third argument names: {@code nio}, {@code
 * epoll} or {@code io_uring}. Nobody waits for the outcome of most writes, so no promise is made
 * for them, which is Netty's leanest way to write.
 */
final class NettyServer {
  private static final short BUFFER_GROUP = 0;

  /** Room for what ten thousand connections may have to tell at the same time. */
  private static final int COMPLETIONS = 32 * 1024;

  private NettyServer() {}

  private static final class Requests extends ChannelInboundHandlerAdapter {
    private static final ByteBuf RESPONSES = constant(Content.responses());

    private final RequestScanner scanner = new RequestScanner();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      int length =
          scanner.count(bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes()))
              * Content.RESPONSE_SIZE;
      bytes.release();
      if (length > 0) {
        var _ = context.write(RESPONSES.slice(0, length), context.voidPromise());
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
    }
  }

  private static final class Poem extends ChannelInboundHandlerAdapter {
    private static final ByteBuf POEM = constant(Content.poem());

    @Override
    public void channelActive(ChannelHandlerContext context) {
      context.writeAndFlush(POEM.duplicate()).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private static final class Stream extends ChannelInboundHandlerAdapter {
    private static final ByteBuf CHUNK = constant(Content.chunk());

    private int left = Content.CHUNKS;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      produce(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      produce(context);
    }

    private void produce(ChannelHandlerContext context) {
      while (left > 1 && context.channel().isWritable()) {
        left--;
        var _ = context.writeAndFlush(CHUNK.duplicate(), context.voidPromise());
      }
      if (left == 1 && context.channel().isWritable()) {
        left--;
        context.writeAndFlush(CHUNK.duplicate()).addListener(ChannelFutureListener.CLOSE);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
    }
  }

  private static final class Slow extends ChannelInboundHandlerAdapter {
    private static final ByteBuf POEM = constant(Content.poem());

    private int at;
    private @Nullable Future<?> next;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      send(context);
    }

    private void send(ChannelHandlerContext context) {
      var _ = context.writeAndFlush(POEM.slice(at, Content.PORTION), context.voidPromise());
      at = (at + Content.PORTION) % Content.POEM_SIZE;
      next =
          context
              .executor()
              .schedule(() -> send(context), Content.DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (next != null) {
        next.cancel(false);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
    }
  }

  private static ByteBuf constant(ByteBuffer bytes) {
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes));
  }

  private static IoHandlerFactory ioUring() {
    // What has arrived is put into buffers that the kernel was given beforehand: the quickest way.
    IoUringBufferRingConfig buffers =
        IoUringBufferRingConfig.builder()
            .bufferGroupId(BUFFER_GROUP)
            .bufferRingSize((short) 1024)
            .batchSize(32)
            .allocator(new IoUringFixedBufferRingAllocator(2048))
            .build();
    return IoUringIoHandler.newFactory(
        new IoUringIoHandlerConfig().setCqSize(COMPLETIONS).setBufferRingConfig(buffers));
  }

  private static ServerBootstrap bootstrap(String transport) {
    return switch (transport) {
      case "nio" -> bootstrap(NioIoHandler.newFactory(), NioServerSocketChannel.class);
      case "epoll" -> bootstrap(EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
      case "io_uring" ->
          bootstrap(ioUring(), IoUringServerSocketChannel.class)
              .childOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, BUFFER_GROUP);
      default -> throw new IllegalArgumentException("there is no transport " + transport);
    };
  }

  private static ServerBootstrap bootstrap(
      IoHandlerFactory io, Class<? extends ServerSocketChannel> channel) {
    return new ServerBootstrap().group(new MultiThreadIoEventLoopGroup(1, io)).channel(channel);
  }

  /** Runs the server. */
  public static void main(String[] args) throws InterruptedException {
    Supplier<ChannelHandler> handler =
        switch (Work.of(args)) {
          case REQUESTS -> Requests::new;
          case POEM -> Poem::new;
          case STREAM -> Stream::new;
          case SLOW -> Slow::new;
        };
    bootstrap(args[2])
        .option(ChannelOption.SO_BACKLOG, Content.BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel child) {
                child.pipeline().addLast(handler.get());
              }
            })
        .bind(InetAddress.getLoopbackAddress(), Work.port(args))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }
}
