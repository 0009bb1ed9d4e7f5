package twine.trial.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import twine.trial.report.News;

/**
 * Runs several steps at the same time, each in one of several processes: what a test does to its
 * JVM, prints or logs is then that test's. The news of a step are told all at once, and in the
 * order of the steps.
 */
final class Workers {
  private final String launcher;
  private final int count;
  private final Work.Setup setup;

  /** Creates so many workers, which are started by {@code launcher}. */
  Workers(String launcher, int count, Work.Setup setup) {
    this.launcher = launcher;
    this.count = count;
    this.setup = setup;
  }

  /** Runs all steps. */
  void run(List<Step> steps, int pass, Consumer<News> news) {
    var inOrder = new InOrder(news);
    var next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(count, steps.size()); i++) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("trial worker " + i)
              .start(() -> work(steps, pass, next, inOrder)));
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("the run of the tests was interrupted", e);
    }
  }

  private void work(List<Step> steps, int pass, AtomicInteger next, InOrder inOrder) {
    try (var worker = new WorkerProcess(launcher, setup)) {
      for (int i = next.getAndIncrement(); i < steps.size(); i = next.getAndIncrement()) {
        inOrder.put(
            i,
            switch (steps.get(i)) {
              case Step.Run run -> worker.run(run, pass);
              case Step.Tell(var result) -> List.of(new News.Ended(result));
            });
      }
    } catch (IOException _) {
      // It is dead already, so it need not be told to end.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Keeps news back until it is their turn. */
  private static final class InOrder {
    private final Consumer<News> news;
    private final Map<Integer, List<News>> waiting = new HashMap<>();
    private int turn;

    private InOrder(Consumer<News> news) {
      this.news = news;
    }

    private synchronized void put(int place, List<News> some) {
      waiting.put(place, some);
      for (List<News> now = waiting.remove(turn); now != null; now = waiting.remove(turn)) {
        now.forEach(news);
        turn++;
      }
    }
  }
}
