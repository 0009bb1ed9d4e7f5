package twine.poetry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.poetry.command.Program;

/**
 * The programs that there are. Listing them loads none of their classes, and making one loads that
 * one only: a client should have its poem before another program's classes have even been read.
 */
final class Programs {

  /** The list that people see: the name of each program, the book's Part, and what it is. */
  private static final String LIST =
      """
      demo             -   see three poems come, one by one and then all at once
      get              -   get poems: the client a person would use
      serve            11  serve poems: the server a person would use
      proxy            -   get a poem for others: the proxy a person would use
      slow-server      2   serve a poem slowly, to one client at a time
      blocking-client  2   get poems one after another
      async-client     2   get poems all at once, on a bare selector
      client-1         4   the same, on the reactor's descriptors
      client-1-broken  4   the same, but it blocks the reactor
      client-2         5   get poems with protocols and factories
      client-2-simple  5   the same, about the poems and not the tasks
      client-2-stack   5   print the stack when the first bytes arrive
      client-3         6   get poems with a callback (and no way to fail)
      client-3.1       6   get poems with a callback and an errback
      client-4         8   get poems with Deferreds
      client-4-stack   8   print the stack when the first poem arrives
      client-5         10  get poems and cummingsify them, which may fail
      client-5.1       10  the same, with an errback that knows the failure
      fast-server      11  serve a poem as fast as possible
      transform-server 12  transform poems for others
      transform-client 12  have a poem transformed, without a reactor
      client-6         13  get poems and have a server transform them
      proxy-1          14  get a poem for others, and keep it
      proxy-2          14  the same, always with a Deferred
      client-7         17  as client-6, written straight down
      client-8         18  as client-6, waiting for a list of Deferreds
      proxy-3          19  as proxy-2, giving up when the client has gone
      erlang-client    20  get poems in processes that send messages
      haskell-client-1 21  get poems as lists that are still arriving
      haskell-client-2 21  ... and print them in order, line by line
      """;

  private Programs() {}

  /** One line of the list. */
  record Line(String name, String part, String summary) {}

  static List<Line> list() {
    List<Line> lines = new ArrayList<>();
    for (String line : LIST.lines().toList()) {
      String[] columns = line.split(" +", 3);
      lines.add(new Line(columns[0], columns[1], columns[2]));
    }
    return lines;
  }

  /** Makes the program with the given name, or null if there is none. */
  static @Nullable Program make(String name) {
    return switch (name) {
      case "demo" -> new twine.poetry.demo.Demo();
      case "get" -> new twine.poetry.get.Get();
      case "serve" -> new twine.poetry.part11.Serve();
      case "proxy" -> new twine.poetry.proxy.Proxy();
      case "slow-server" -> new twine.poetry.part2.SlowServer();
      case "blocking-client" -> new twine.poetry.part2.BlockingClient();
      case "async-client" -> new twine.poetry.part2.AsyncClient();
      case "client-1" -> new twine.poetry.part4.Client1();
      case "client-1-broken" -> new twine.poetry.part4.Client1Broken();
      case "client-2" -> new twine.poetry.part5.Client2();
      case "client-2-simple" -> new twine.poetry.part5.Client2Simple();
      case "client-2-stack" -> new twine.poetry.part5.Client2Stack();
      case "client-3" -> new twine.poetry.part6.Client3();
      case "client-3.1" -> new twine.poetry.part6.Client31();
      case "client-4" -> new twine.poetry.part8.Client4();
      case "client-4-stack" -> new twine.poetry.part8.Client4Stack();
      case "client-5" -> new twine.poetry.part10.Client5();
      case "client-5.1" -> new twine.poetry.part10.Client51();
      case "fast-server" -> new twine.poetry.part11.FastServer();
      case "transform-server" -> new twine.poetry.part12.TransformServer();
      case "transform-client" -> new twine.poetry.part12.TransformClient();
      case "client-6" -> new twine.poetry.part13.Client6();
      case "proxy-1" -> new twine.poetry.part14.Proxy1();
      case "proxy-2" -> new twine.poetry.part14.Proxy2();
      case "client-7" -> new twine.poetry.part17.Client7();
      case "client-8" -> new twine.poetry.part18.Client8();
      case "proxy-3" -> new twine.poetry.part19.Proxy3();
      case "erlang-client" -> new twine.poetry.part20.ErlangClient();
      case "haskell-client-1" -> new twine.poetry.part21.HaskellClient1();
      case "haskell-client-2" -> new twine.poetry.part21.HaskellClient2();
      default -> null;
    };
  }
}
