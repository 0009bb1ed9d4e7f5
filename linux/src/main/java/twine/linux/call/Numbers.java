package twine.linux.call;

/**
 * The numbers of the system calls: those of x86-64, and those that Linux gives to all newer
 * architectures, of which a few calls are missing because others can do the same.
 */
final class Numbers {
  static final int READ = pick(0, 63);
  static final int WRITE = pick(1, 64);
  static final int CLOSE = pick(3, 57);
  static final int FCNTL = pick(72, 25);
  static final int EVENTFD2 = pick(290, 19);

  static final int SOCKET = pick(41, 198);
  static final int BIND = pick(49, 200);
  static final int LISTEN = pick(50, 201);
  static final int ACCEPT4 = pick(288, 242);
  static final int CONNECT = pick(42, 203);
  static final int GETSOCKNAME = pick(51, 204);
  static final int GETPEERNAME = pick(52, 205);
  static final int SENDTO = pick(44, 206);
  static final int RECVFROM = pick(45, 207);
  static final int SETSOCKOPT = pick(54, 208);
  static final int GETSOCKOPT = pick(55, 209);
  static final int SHUTDOWN = pick(48, 210);

  static final int EPOLL_CREATE1 = pick(291, 20);
  static final int EPOLL_CTL = pick(233, 21);

  /** epoll_wait, or epoll_pwait. */
  static final int EPOLL_WAIT = pick(232, 22);

  /** poll, or ppoll. */
  static final int POLL = pick(7, 73);

  /** select, or pselect6. */
  static final int SELECT = pick(23, 72);

  private Numbers() {}

  private static int pick(int onX86, int elsewhere) {
    return Platform.X86_64 ? onX86 : elsewhere;
  }
}
