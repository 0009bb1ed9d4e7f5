package twine.trial.report;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Where a test stands in the tree of tests: the package, if that has a name, the class, classes and
 * methods inside of that, and last the test itself.
 */
public final class TestName implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String[] path;

  private TestName(String[] path) {
    this.path = path;
  }

  /** The name at the end of {@code path}, which is not empty. */
  public static TestName of(List<String> path) {
    return new TestName(path.toArray(String[]::new));
  }

  /** The name of something that belongs to nothing else. */
  public static TestName of(String test) {
    return new TestName(new String[] {test});
  }

  /** What the test belongs to, outermost first. */
  public List<String> groups() {
    return List.of(path).subList(0, path.length - 1);
  }

  /** What it is called there. */
  public String test() {
    return path[path.length - 1];
  }

  /** The groups in one word. */
  public String group() {
    return String.join(".", groups());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TestName that && Arrays.equals(path, that.path);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(path);
  }

  /** The whole name, as one says it. */
  @Override
  public String toString() {
    return String.join(".", path);
  }
}
