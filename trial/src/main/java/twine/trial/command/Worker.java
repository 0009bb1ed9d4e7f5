package twine.trial.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import twine.trial.report.News;

/**
 * One of the processes of {@code --jobs}: runs the steps that come on its standard input, and tells
 * of them on its standard output. It ends when the input does, so none is left behind by a command
 * that was killed.
 */
final class Worker {
  /** The argument that makes the command a worker. */
  static final String ARGUMENT = "--worker";

  private final BlockingQueue<Work.Task> tasks = new LinkedBlockingQueue<>();
  private final ObjectOutputStream out;

  private Worker(OutputStream out) throws IOException {
    this.out = new ObjectOutputStream(out);
    this.out.flush();
  }

  /** Works until the process is ended. */
  static void work() throws IOException, ClassNotFoundException, InterruptedException {
    InputStream input = System.in;
    System.setIn(InputStream.nullInputStream());
    var worker = new Worker(System.out);
    var in = new ObjectInputStream(input);
    var setup = (Work.Setup) in.readObject();
    Thread.ofPlatform().daemon().name("trial input").start(() -> worker.read(in));
    worker.run(setup);
  }

  private void read(ObjectInputStream in) {
    try {
      while (true) {
        tasks.add((Work.Task) in.readObject());
      }
    } catch (IOException | ClassNotFoundException _) {
      Runtime.getRuntime().halt(0);
    }
  }

  private void run(Work.Setup setup) throws InterruptedException {
    var runner = new Runner(new TestLoader(setup.classPath()), setup.seed());
    try (var _ = new Listening(this::send)) {
      while (true) {
        Work.Task task = tasks.take();
        runner.run(task.run(), task.pass(), this::send);
        System.out.flush();
        say(new Work.Done());
      }
    }
  }

  private void send(News news) {
    say(news);
  }

  private synchronized void say(Serializable message) {
    try {
      out.writeObject(message);
      out.reset();
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
