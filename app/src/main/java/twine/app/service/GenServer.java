package twine.app.service;

import static twine.coroutine.Coroutine.await;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import twine.coroutine.Coroutine;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.task.Inbox;

/**
 * A service that is a process: it has a state of its own and answers requests one after another
 * (Erlang/OTP's {@code gen_server}; the book's Part 20). The loop is written here, a subclass says
 * what is answered:
 *
 * <pre>{@code
 * final class WordCount extends GenServer<String, Integer> {
 *   private final Map<String, Integer> counts = new HashMap<>();
 *
 *   @Override protected Integer handleCall(String word) {
 *     return counts.merge(word, 1, Integer::sum);
 *   }
 * }
 *
 * Deferred<Integer> count = words.call("whale");
 * }</pre>
 *
 * <p>Its methods are run by a coroutine, so they may {@linkplain Coroutine#await wait}, and the
 * next request waits with them.
 *
 * <p><b>Let it crash.</b> If a method throws, who made the request is told, and so is everybody
 * else whose request is not answered yet; then the service {@linkplain Service#fail fails}. A
 * {@link Supervisor} above it starts another one, whose state is new.
 *
 * @param <Q> a request
 * @param <A> an answer
 */
public abstract class GenServer<Q, A extends @Nullable Object> extends Service {
  private @Nullable Course<Q, A> course;

  /** One without a name. */
  protected GenServer() {}

  /** One with a name. */
  protected GenServer(String name) {
    super(name);
  }

  // ---- for those who ask

  /**
   * Asks for an answer. Cancelling the Deferred gives it up; a request whose turn has not come yet
   * is left out then.
   *
   * @return fires with the answer; fails with what {@link #handleCall} threw, or with a {@link
   *     ServerDownException} if the server does not run or ends before
   */
  public final Deferred<A> call(Q request) {
    Course<Q, A> now = course;
    return now == null
        ? Deferred.fail(new ServerDownException(this + " is not running", null))
        : now.call(request);
  }

  /** Tells it something, and does not wait. If the server does not run nobody hears it. */
  public final void cast(Q message) {
    Course<Q, A> now = course;
    if (now != null) {
      now.requests.put(new Request<>(message, null));
    }
  }

  // ---- for subclasses

  /**
   * Makes the state, before the first request.
   *
   * @throws Exception if it cannot; the service does not start, or if it has waited already, fails
   */
  protected void init() throws Exception {}

  /**
   * Answers a {@link #call}.
   *
   * @throws Exception if it cannot; that is the end of this server
   */
  protected abstract A handleCall(Q request) throws Exception;

  /**
   * Takes note of a {@link #cast}; does nothing unless overridden.
   *
   * @throws Exception if it cannot; that is the end of this server
   */
  protected void handleCast(Q message) throws Exception {}

  /** Cleans up, after the last request, however it ended. */
  protected void terminate() {}

  // ---- the service

  /**
   * {@inheritDoc}
   *
   * @throws Exception what {@link #init} throws before it waits
   */
  @Override
  public void startService() throws Exception {
    super.startService();
    var begun = new Course<Q, A>(this);
    course = begun;
    Failure atOnce = begun.begin();
    if (atOnce != null) {
      throw atOnce.raiseException();
    }
  }

  /**
   * Stops it when the request that it is busy with is answered. Those who wait for later ones are
   * told that it is down.
   */
  @Override
  public Deferred<?> stopService() {
    Deferred<?> stopped = super.stopService();
    Course<Q, A> ending = course;
    course = null;
    return ending == null ? stopped : ending.end();
  }

  private record Request<Q, A extends @Nullable Object>(Q message, @Nullable Deferred<A> answer) {}

  /** From one start to the next stop. */
  private static final class Course<Q, A extends @Nullable Object> {
    private final GenServer<Q, A> server;
    private final Inbox<Request<Q, A>> requests = new Inbox<>(Integer.MAX_VALUE);
    private final Set<Deferred<A>> unanswered = new LinkedHashSet<>();
    private final Deferred<@Nullable Void> over =
        new Deferred<@Nullable Void>().onCancel(this::kill);
    private @Nullable Deferred<?> process;
    private @Nullable Failure atOnce;
    private boolean begun;
    private boolean killed;

    Course(GenServer<Q, A> server) {
      this.server = server;
    }

    @Nullable Failure begin() {
      process = Coroutine.start(this::serve).handle(this::crashed).onBoth(this::ended);
      begun = true;
      return atOnce;
    }

    Deferred<A> call(Q message) {
      var answer = new Deferred<A>(unanswered::remove);
      unanswered.add(answer);
      requests.put(new Request<>(message, answer));
      return answer;
    }

    Deferred<?> end() {
      requests.close();
      return over;
    }

    /** A stop took too long. */
    private void kill() {
      killed = true;
      if (process != null) {
        process.cancel();
      }
    }

    private @Nullable Void serve() throws Exception {
      try {
        server.init();
        Request<Q, A> request;
        while ((request = await(requests.receive())) != null) {
          serve(request);
        }
        return null;
      } finally {
        server.terminate();
      }
    }

    private void serve(Request<Q, A> request) throws Exception {
      Deferred<A> answer = request.answer();
      if (answer == null) {
        server.handleCast(request.message());
      } else if (unanswered.contains(answer)) { // else it was given up
        answer(request.message(), answer);
      }
    }

    private void answer(Q message, Deferred<A> answer) throws Exception {
      try {
        A given = server.handleCall(message);
        if (unanswered.remove(answer)) {
          answer.callback(given);
        }
      } catch (Throwable thrown) {
        if (unanswered.remove(answer)) {
          answer.errback(thrown);
        }
        throw thrown;
      }
    }

    private void crashed(Failure failure) {
      if (!begun) {
        atOnce = failure;
      } else if (!killed) {
        server.fail(failure.value());
      }
      tellAll(failure.value());
    }

    private void ended() {
      requests.close();
      tellAll(null);
      over.callback(null);
    }

    private void tellAll(@Nullable Throwable why) {
      String what = server + (why == null ? " was stopped" : " has crashed");
      while (!unanswered.isEmpty()) {
        Deferred<A> next = unanswered.iterator().next();
        unanswered.remove(next);
        next.errback(new ServerDownException(what, why));
      }
    }
  }
}
