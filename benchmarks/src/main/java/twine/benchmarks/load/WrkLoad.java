package twine.benchmarks.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import twine.benchmarks.machine.Console;
import twine.benchmarks.machine.Machine;

/**
 * Requests made by wrk.
 *
 * @param connections how many connections to keep busy
 * @param depth how many requests to send at once on each
 */
record WrkLoad(int connections, int depth) implements Load {
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final Pattern ERRORS = Pattern.compile("(?m)^ *(Socket errors|Non-2xx).*$");

  @Override
  public Session open(InetSocketAddress server) {
    return time -> load(server, time);
  }

  private long load(InetSocketAddress server, Duration time) {
    List<String> command = new ArrayList<>(List.of("wrk", "-t1"));
    command.add("-c" + connections);
    command.add("-d" + time.toSeconds() + "s");
    if (depth > 1) {
      command.addAll(List.of("-s", Machine.sources().resolve("lua/pipeline.lua").toString()));
    }
    command.add("http://%s:%d/".formatted(server.getAddress().getHostAddress(), server.getPort()));
    if (depth > 1) {
      command.addAll(List.of("--", Integer.toString(depth)));
    }
    String output = Machine.output(command);
    Matcher errors = ERRORS.matcher(output);
    if (errors.find()) {
      Console.say("wrk: " + errors.group().strip());
    }
    Matcher requests = REQUESTS.matcher(output);
    if (!requests.find()) {
      throw new IllegalStateException("wrk said: " + output);
    }
    return Long.parseLong(requests.group(1));
  }

  /** It knows whole seconds only. */
  @Override
  public Duration turn() {
    return Duration.ofSeconds(1);
  }

  @Override
  public int turns() {
    return 1;
  }

  @Override
  public String madeBy() {
    return "wrk";
  }
}
