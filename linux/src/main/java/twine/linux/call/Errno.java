package twine.linux.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The numbers of errors, as in {@code errno.h}, and what the system calls them. */
public final class Errno {
  /** No such file. */
  public static final int ENOENT = 2;

  /** A signal came first. */
  public static final int EINTR = 4;

  /** No such descriptor. */
  public static final int EBADF = 9;

  /** Not now, without waiting. */
  public static final int EAGAIN = 11;

  /** No right to. */
  public static final int EACCES = 13;

  /** The process has as many descriptors as it may have. */
  public static final int EMFILE = 24;

  /** Not for this machine's protocols. */
  public static final int EPROTO = 71;

  /** No such option. */
  public static final int ENOPROTOOPT = 92;

  /** Not for this kind of socket. */
  public static final int EOPNOTSUPP = 95;

  /** This system has no such kind of address. */
  public static final int EAFNOSUPPORT = 97;

  /** The address is taken. */
  public static final int EADDRINUSE = 98;

  /** The address is not this machine's. */
  public static final int EADDRNOTAVAIL = 99;

  /** The network is down. */
  public static final int ENETDOWN = 100;

  /** No way to that network. */
  public static final int ENETUNREACH = 101;

  /** Given up by the peer before it was accepted. */
  public static final int ECONNABORTED = 103;

  /** Reset by the peer. */
  public static final int ECONNRESET = 104;

  /** Not connected. */
  public static final int ENOTCONN = 107;

  /** The peer does not answer. */
  public static final int ETIMEDOUT = 110;

  /** Nobody listens there. */
  public static final int ECONNREFUSED = 111;

  /** The host is down. */
  public static final int EHOSTDOWN = 112;

  /** No way to that host. */
  public static final int EHOSTUNREACH = 113;

  /** Begun, and not yet decided. */
  public static final int EINPROGRESS = 115;

  private static final long TEXT_BYTES = 1024;

  private static final ConcurrentMap<Integer, String> TEXTS = new ConcurrentHashMap<>();

  private Errno() {}

  /** What the system calls the error of a positive number, such as {@code Connection refused}. */
  public static String describe(int errno) {
    return TEXTS.computeIfAbsent(errno, Library::text);
  }

  /** Linked when it is first needed. */
  private static final class Library {
    private static final MethodHandle STRERROR = link();

    @SuppressWarnings("restricted") // the signature is that of POSIX
    private static MethodHandle link() {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          // of POSIX; the plain name may be an older one of GNU's
          linker.defaultLookup().findOrThrow("__xpg_strerror_r"),
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG));
    }

    static String text(int errno) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment text = arena.allocate(TEXT_BYTES);
        int failed = (int) STRERROR.invokeExact(errno, text, TEXT_BYTES);
        return failed == 0 ? text.getString(0) : "error " + errno;
      } catch (Throwable e) {
        throw new LinkageError("could not ask for the text of error " + errno, e);
      }
    }
  }
}
