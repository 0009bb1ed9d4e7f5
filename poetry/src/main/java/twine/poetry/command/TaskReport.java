package twine.poetry.command;

import java.time.Duration;
import twine.net.TcpAddress;

/** The lines that the clients with numbered tasks print (the book's Parts 2, 4 and 5). */
public final class TaskReport {
  private TaskReport() {}

  /** The blocking client begins a task. */
  public static void begin(int task, TcpAddress server) {
    say(task, "get poetry from: " + server);
  }

  /** The blocking client has finished a task. */
  public static void finished(int task, int bytes, TcpAddress server, Duration time) {
    say(task, got(bytes, server) + " in " + Elapsed.format(time));
  }

  /** An asynchronous client has received a part of a poem. */
  public static void gotSome(int task, int bytes, TcpAddress server) {
    say(task, got(bytes, server));
  }

  /** At the end of an asynchronous client: a poem that it got. */
  public static void poem(int task, int bytes) {
    say(task, bytes + " bytes of poetry");
  }

  /** The last line: how many poems there are, and how long they took together. */
  public static void total(int poems, Duration time) {
    System.out.println("Got " + poems + " poems in " + Elapsed.format(time));
  }

  /** How long a poem took, as a line of its own before it. */
  public static String inTime(int task, int bytes, Duration time) {
    return "Task " + task + ": " + bytes + " bytes of poetry in " + Elapsed.format(time);
  }

  private static String got(int bytes, TcpAddress server) {
    return "got " + bytes + " bytes of poetry from " + server;
  }

  private static void say(int task, String what) {
    System.out.println("Task " + task + ": " + what);
  }
}
