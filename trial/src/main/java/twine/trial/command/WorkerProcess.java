package twine.trial.command;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import twine.trial.report.News;
import twine.trial.report.Result;
import twine.trial.report.TestName;

/**
 * A {@link Worker}, as the command sees it: started when it is needed, and again if it has died.
 */
final class WorkerProcess implements AutoCloseable {
  private final String launcher;
  private final Work.Setup setup;
  private @Nullable Talk talk;

  private record Talk(Process process, ObjectOutputStream out, ObjectInputStream in) {}

  WorkerProcess(String launcher, Work.Setup setup) {
    this.launcher = launcher;
    this.setup = setup;
  }

  /** Has a step run, and gives the news of it; that the process died is among them. */
  List<News> run(Step.Run step, int pass) throws InterruptedException {
    List<News> news = new ArrayList<>();
    try {
      Talk now = talk();
      now.out.writeObject(new Work.Task(step, pass));
      now.out.flush();
      listen(now, news::add);
    } catch (IOException e) {
      news.add(new News.Ended(Result.error(running(news, step), died(e))));
    }
    return news;
  }

  private Talk talk() throws IOException {
    if (talk == null) {
      var builder = new ProcessBuilder(launcher, Worker.ARGUMENT).redirectError(Redirect.INHERIT);
      builder.environment().put("TWINE_NO_BUILD", "1");
      Process process = builder.start();
      var out = new ObjectOutputStream(process.getOutputStream());
      out.writeObject(setup);
      out.flush();
      talk = new Talk(process, out, new ObjectInputStream(process.getInputStream()));
    }
    return talk;
  }

  private static void listen(Talk talk, Consumer<News> news) throws IOException {
    try {
      while (true) {
        switch (talk.in.readObject()) {
          case News some -> news.accept(some);
          case Work.Done _ -> {
            return;
          }
          case Object other -> throw new IOException("it has said " + other);
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }

  /** The test that had begun and not ended; if there is none, the class. */
  private static TestName running(List<News> news, Step.Run step) {
    TestName running = TestName.of(step.ids().getFirst());
    for (News each : news) {
      if (each instanceof News.Begun(TestName name)) {
        running = name;
      }
    }
    return running;
  }

  private String died(IOException otherwise) throws InterruptedException {
    Talk dead = talk;
    talk = null;
    if (dead == null) {
      return "no process can be started for it: " + otherwise.getMessage();
    }
    dead.process.destroy();
    return "the process in which it ran has ended, with status %d; those after it in its class were "
            .formatted(dead.process.waitFor())
        + "not run";
  }

  @Override
  public void close() throws IOException {
    if (talk != null) {
      talk.out.close();
    }
  }
}
