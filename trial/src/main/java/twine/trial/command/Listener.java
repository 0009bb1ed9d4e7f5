package twine.trial.command;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.opentest4j.MultipleFailuresError;
import twine.trial.engine.StillToDo;
import twine.trial.report.News;
import twine.trial.report.Result;
import twine.trial.report.TestName;
import twine.trial.report.Verdict;

/** Makes news of what the JUnit Platform reports. */
final class Listener implements TestExecutionListener {
  private final Consumer<News> news;
  private final Map<TestIdentifier, Stopwatch> running = new HashMap<>();
  private final Set<TestIdentifier> told = new HashSet<>();
  private @Nullable TestPlan plan;

  Listener(Consumer<News> news) {
    this.news = news;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    this.plan = plan;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      running.put(test, new Stopwatch());
      news.accept(new News.Begun(name(test)));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    skip(test, reason);
  }

  /** A container that is well is none of our business; one that is not speaks for its tests. */
  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Optional<Throwable> thrown = result.getThrowable();
    switch (result.getStatus()) {
      case SUCCESSFUL -> {
        if (test.isTest()) {
          tell(test, Verdict.OK, "");
        }
      }
      case ABORTED -> abort(test, thrown);
      case FAILED ->
          tell(
              test,
              thrown.map(Listener::verdict).orElse(Verdict.ERROR),
              thrown.map(Stacks::of).orElse("it has failed and does not say why"));
    }
  }

  private void abort(TestIdentifier test, Optional<Throwable> thrown) {
    if (thrown.orElse(null) instanceof StillToDo todo) {
      tell(test, Verdict.TODO, todo.getMessage() + "\n" + Stacks.of(todo.problem()));
    } else {
      skip(test, thrown.map(Throwable::getMessage).orElse("it does not say why"));
    }
  }

  /** All tests that are skipped by that are told: they were asked for. */
  private void skip(TestIdentifier test, String reason) {
    if (test.isContainer()) {
      plan().getDescendants(test).stream()
          .filter(TestIdentifier::isTest)
          .filter(each -> !told.contains(each))
          .forEach(each -> tell(each, Verdict.SKIPPED, reason));
    }
    if (test.isTest() || plan().getDescendants(test).isEmpty()) {
      tell(test, Verdict.SKIPPED, reason);
    }
  }

  private void tell(TestIdentifier test, Verdict verdict, String text) {
    told.add(test);
    Stopwatch watch = running.remove(test);
    Duration took = watch == null ? Duration.ZERO : watch.elapsed();
    news.accept(new News.Ended(new Result(name(test), verdict, text, took)));
  }

  /** A test with several problems is judged by the first. */
  private static Verdict verdict(Throwable problem) {
    if (problem instanceof MultipleFailuresError several && several.hasFailures()) {
      return verdict(several.getFailures().getFirst());
    }
    return problem instanceof AssertionError ? Verdict.FAIL : Verdict.ERROR;
  }

  private TestPlan plan() {
    if (plan == null) {
      throw new IllegalStateException("nothing has been begun");
    }
    return plan;
  }

  private TestName name(TestIdentifier test) {
    Deque<String> path = new ArrayDeque<>();
    path.addFirst(withoutParentheses(test.getDisplayName()));
    TestIdentifier top = test;
    for (Optional<TestIdentifier> outer = plan().getParent(test);
        outer.isPresent() && plan().getParent(outer.get()).isPresent();
        outer = plan().getParent(outer.get())) {
      top = outer.get();
      path.addFirst(withoutParentheses(top.getDisplayName()));
    }
    packageOf(top).ifPresent(path::addFirst);
    return TestName.of(path.stream().toList());
  }

  /** Jupiter calls a test {@code adds()}. */
  private static String withoutParentheses(String name) {
    return name.endsWith("()") ? name.substring(0, name.length() - 2) : name;
  }

  private static Optional<String> packageOf(TestIdentifier top) {
    return top.getSource()
        .filter(ClassSource.class::isInstance)
        .map(source -> ((ClassSource) source).getClassName())
        .filter(name -> name.contains("."))
        .map(name -> name.substring(0, name.lastIndexOf('.')));
  }
}
