package twine.coroutine;

import static twine.coroutine.Coroutine.await;

import java.util.ArrayList;
import java.util.List;
import twine.defer.Deferred;

/** Programs with very many coroutines, for JVMs of their own. */
final class CrowdPrograms {
  private CrowdPrograms() {}

  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[1]);
    System.out.println(Coroutine.backEnd());
    switch (arguments[0]) {
      case "suspended" -> suspendAllAtOnce(count);
      case "ended" -> runOneAfterTheOther(count);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void suspendAllAtOnce(int count) {
    long before = usedHeap();
    List<Deferred<Integer>> gates = new ArrayList<>();
    int[] sum = {0};
    for (int i = 0; i < count; i++) {
      var gate = new Deferred<Integer>();
      gates.add(gate);
      Coroutine.start(() -> await(gate) + await(gate)).onResult(value -> sum[0] += value);
    }
    long each = (usedHeap() - before) / count;
    gates.forEach(gate -> gate.callback(1));
    System.out.println("sum " + sum[0]);
    System.out.println("bytes of heap for each: " + each);
  }

  private static void runOneAfterTheOther(int count) {
    runSome(count / 10);
    long before = usedHeap();
    int ended = runSome(count - count / 10);
    System.out.println("ended " + (ended + count / 10));
    System.out.println("bytes of heap left for each: " + (usedHeap() - before) / count);
  }

  /** Each fourth ends at once, after a wait, in a failure, and cancelled. */
  private static int runSome(int count) {
    int[] ended = {0};
    for (int i = 0; i < count; i++) {
      int kind = i % 4;
      var gate = new Deferred<String>();
      Deferred<String> outcome = Coroutine.start(() -> kind == 0 ? "at once" : await(gate));
      outcome.onBoth(end -> ended[0]++).handle(failure -> {});
      switch (kind) {
        case 1 -> gate.callback("after a wait");
        case 2 -> gate.errback(new Exception("on purpose"));
        case 3 -> outcome.cancel();
        default -> {}
      }
    }
    return ended[0];
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
