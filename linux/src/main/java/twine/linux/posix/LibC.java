package twine.linux.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The C library. Here alone are the calls that the JDK calls restricted, because with a wrong
 * signature they crash the process.
 */
final class LibC {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = CAPTURED.varHandle(PathElement.groupElement("errno"));

  /** More than any name or message takes. */
  private static final long TEXT_BYTES = 4096;

  private LibC() {}

  /** A function that returns an int, as a handle. */
  @SuppressWarnings("restricted") // the signatures are those of POSIX
  static MethodHandle function(String name, MemoryLayout[] arguments, Linker.Option... options) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(JAVA_INT, arguments),
        options);
  }

  /** The text that a pointer of the library points to. */
  @SuppressWarnings("restricted") // the library ends its texts with a zero
  static String text(MemorySegment pointer) {
    return pointer.reinterpret(TEXT_BYTES).getString(0);
  }

  /** A function that answers -1, and says in errno why, when it fails. */
  static final class Call {
    private final String name;
    private final MethodHandle handle;

    Call(String name, MemoryLayout... arguments) {
      this.name = name;
      this.handle = function(name, arguments, Linker.Option.captureCallState("errno"));
    }

    /** Calls it. */
    int call(Object... arguments) throws PosixException {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment captured = arena.allocate(CAPTURED);
        Object[] all = new Object[arguments.length + 1];
        all[0] = captured;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        int answer = invoke(name, handle, all);
        if (answer == -1) {
          throw new PosixException(name, (int) ERRNO.get(captured, 0L));
        }
        return answer;
      }
    }
  }

  static int invoke(String name, MethodHandle handle, Object... arguments) {
    try {
      return (int) handle.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new LinkageError("could not call " + name, e);
    }
  }
}
