package twine.benchmarks.servers;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
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
import java.net.InetAddress;

/**
 * Netty with one event loop: on {@code java.nio}, or with a third argument {@code epoll} on its
 * native transport.
 */
final class NettyServer {
  private NettyServer() {}

  private static final class Requests extends ChannelInboundHandlerAdapter {
    private static final ByteBuf RESPONSES =
        Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(Work.responses()));

    private final RequestScanner scanner = new RequestScanner();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      int length =
          scanner.count(bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes()))
              * Work.RESPONSE_SIZE;
      bytes.release();
      if (length > 0) {
        // Nobody waits for the outcome, so no promise is made: Netty's leanest way to write.
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
    private static final ByteBuf POEM =
        Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(Work.poem()));

    @Override
    public void channelActive(ChannelHandlerContext context) {
      context.writeAndFlush(POEM.duplicate()).addListener(ChannelFutureListener.CLOSE);
    }
  }

  /** Runs the server. */
  public static void main(String[] args) throws InterruptedException {
    boolean epoll = args.length > 2 && args[2].equals("epoll");
    boolean poem = Work.isPoem(args);
    IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    Class<? extends ServerSocketChannel> channel =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    new ServerBootstrap()
        .group(new MultiThreadIoEventLoopGroup(1, io))
        .channel(channel)
        .option(ChannelOption.SO_BACKLOG, Work.BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel child) {
                child.pipeline().addLast(poem ? new Poem() : new Requests());
              }
            })
        .bind(InetAddress.getLoopbackAddress(), Work.port(args))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }
}
