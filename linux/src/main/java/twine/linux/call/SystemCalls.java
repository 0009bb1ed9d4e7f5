package twine.linux.call;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The system calls of a reactor, for one thread.
 *
 * <p>All go through {@code syscall(2)}, so there is one handle to link, where every signature of
 * its own would take tens of milliseconds at start. They skip the C library's wrappers, of which
 * those that may wait are points of cancellation and pay for it at each call.
 */
public final class SystemCalls {
  /**
   * A command of {@link #fcntl}: the lowest free descriptor, for the same; no child inherits it.
   */
  public static final int F_DUPFD_CLOEXEC = 1030;

  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = CAPTURED.varHandle(PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL = link();

  private static final long NONE = 0;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** {@code SOCK_NONBLOCK} and {@code SOCK_CLOEXEC}, and the same for an event's counter. */
  private static final int NONBLOCK_CLOEXEC = 0x80800;

  private static final int EPOLL_CLOEXEC = 0x80000;

  // Not bound to the handle: then two reactors on two threads would share it.
  private final MemorySegment captured;
  private final MemorySegment time;

  /** For a thread; {@code arena} must live for as long as they are used. */
  public SystemCalls(Arena arena) {
    captured = arena.allocate(CAPTURED);
    time = arena.allocate(2 * Long.BYTES, Long.BYTES);
  }

  @SuppressWarnings("restricted") // the signature is that of syscall(2)
  private static MethodHandle link() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
        Linker.Option.firstVariadicArg(1),
        Linker.Option.captureCallState("errno"));
  }

  private long call(int number, long a, long b, long c, long d, long e, long f) {
    long answer;
    try {
      answer = (long) SYSCALL.invokeExact(captured, (long) number, a, b, c, d, e, f);
    } catch (Throwable thrown) {
      throw new LinkageError("could not make system call " + number, thrown);
    }
    return answer == -1 ? -(int) ERRNO.get(captured, 0L) : answer;
  }

  private int call(int number, long a, long b, long c) {
    return (int) call(number, a, b, c, NONE, NONE, NONE);
  }

  private int call(int number, long a, long b, long c, long d) {
    return (int) call(number, a, b, c, d, NONE, NONE);
  }

  // ---- descriptors

  /** close(2). */
  public int close(int descriptor) {
    return call(Numbers.CLOSE, descriptor, NONE, NONE);
  }

  /** read(2). */
  public int read(int descriptor, long address, int length) {
    return call(Numbers.READ, descriptor, address, length);
  }

  /** write(2). */
  public int write(int descriptor, long address, int length) {
    return call(Numbers.WRITE, descriptor, address, length);
  }

  /** fcntl(2), with a number for an argument. */
  public int fcntl(int descriptor, int command, int argument) {
    return call(Numbers.FCNTL, descriptor, command, argument);
  }

  /** eventfd(2); it does not wait, and no child inherits it. */
  public int eventfd() {
    return call(Numbers.EVENTFD2, NONE, NONBLOCK_CLOEXEC, NONE);
  }

  // ---- sockets

  /** socket(2); it does not wait, and no child inherits it. */
  public int socket(int family, int type) {
    return call(Numbers.SOCKET, family, type | NONBLOCK_CLOEXEC, NONE);
  }

  /** bind(2). */
  public int bind(int socket, long address, int length) {
    return call(Numbers.BIND, socket, address, length);
  }

  /** listen(2). */
  public int listen(int socket, int backlog) {
    return call(Numbers.LISTEN, socket, backlog, NONE);
  }

  /** accept4(2); the new socket does not wait, and no child inherits it. */
  public int accept(int socket, long address, long length) {
    return call(Numbers.ACCEPT4, socket, address, length, NONBLOCK_CLOEXEC);
  }

  /** connect(2). */
  public int connect(int socket, long address, int length) {
    return call(Numbers.CONNECT, socket, address, length);
  }

  /** recv(2). */
  public int receive(int socket, long address, int length) {
    return call(Numbers.RECVFROM, socket, address, length, NONE);
  }

  /** send(2); a peer that has gone is an error and no signal. */
  public int send(int socket, long address, int length) {
    return call(Numbers.SENDTO, socket, address, length, MSG_NOSIGNAL);
  }

  /** shutdown(2). */
  public int shutdown(int socket, int how) {
    return call(Numbers.SHUTDOWN, socket, how, NONE);
  }

  /** getsockname(2). */
  public int socketName(int socket, long address, long length) {
    return call(Numbers.GETSOCKNAME, socket, address, length);
  }

  /** getpeername(2). */
  public int peerName(int socket, long address, long length) {
    return call(Numbers.GETPEERNAME, socket, address, length);
  }

  /** getsockopt(2). */
  public int getOption(int socket, int level, int name, long value, long length) {
    return (int) call(Numbers.GETSOCKOPT, socket, level, name, value, length, NONE);
  }

  /** setsockopt(2). */
  public int setOption(int socket, int level, int name, long value, int length) {
    return (int) call(Numbers.SETSOCKOPT, socket, level, name, value, length, NONE);
  }

  // ---- waiting

  /** epoll_create1(2); no child inherits it. */
  public int epollCreate() {
    return call(Numbers.EPOLL_CREATE1, EPOLL_CLOEXEC, NONE, NONE);
  }

  /** epoll_ctl(2). */
  public int epollControl(int epoll, int operation, int descriptor, long event) {
    return call(Numbers.EPOLL_CTL, epoll, operation, descriptor, event);
  }

  /** epoll_wait(2), where it is no call of its own epoll_pwait(2); a negative time is for ever. */
  public int epollWait(int epoll, long events, int most, int millis) {
    return call(Numbers.EPOLL_WAIT, epoll, events, most, millis);
  }

  /** poll(2), where it is no call of its own ppoll(2); a negative time is for ever. */
  public int poll(long entries, int count, int millis) {
    return Platform.X86_64
        ? call(Numbers.POLL, entries, count, millis)
        : call(Numbers.POLL, entries, count, time(millis, 1_000_000));
  }

  /** select(2), where it is no call of its own pselect(2); a negative time is for ever. */
  public int select(int count, long readable, long writable, int millis) {
    long timeout = time(millis, Platform.X86_64 ? 1_000 : 1_000_000);
    return (int) call(Numbers.SELECT, count, readable, writable, NONE, timeout, NONE);
  }

  /** A {@code timeval} or a {@code timespec}, or none. */
  private long time(int millis, int fractionsOfMilli) {
    if (millis < 0) {
      return NONE;
    }
    time.set(JAVA_LONG, 0, millis / 1000);
    time.set(JAVA_LONG, Long.BYTES, (long) (millis % 1000) * fractionsOfMilli);
    return time.address();
  }
}
