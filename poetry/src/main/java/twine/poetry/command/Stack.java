package twine.poetry.command;

/** Shows who called whom. */
public final class Stack {
  private Stack() {}

  /** Prints the stack of the caller on standard output, the caller first and the root last. */
  public static void print() {
    System.out.println("The stack:");
    StackWalker.getInstance().walk(frames -> frames.skip(1).toList()).forEach(Stack::print);
    System.out.flush();
  }

  private static void print(StackWalker.StackFrame frame) {
    System.out.println("  at " + frame);
  }
}
