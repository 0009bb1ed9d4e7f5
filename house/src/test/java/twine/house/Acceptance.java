package twine.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which tests show which row of {@code docs/acceptance.tsv}: those whose method or class is tagged
 * with its id.
 */
final class Acceptance {
  static final String ROWS = "docs/acceptance.tsv";
  static final String REPORT = "docs/acceptance.md";

  /** What must be true, by row id, in the order of the file. */
  private final Map<String, String> rows = new LinkedHashMap<>();

  /** The tests that are tagged with something that looks like a row id. */
  private final Map<String, Set<String>> tests = new TreeMap<>();

  Acceptance() {
    Project.read(Project.file(ROWS))
        .lines()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .forEach(cells -> rows.put(cells[0], cells[2]));
    // The contract suites are tests too, though they lie among the products of the testing module.
    Stream.of("src/test/java", "src/main/java")
        .flatMap(directory -> JavaSource.parse(Project.javaSources(directory)).stream())
        .forEach(source -> new Tags().scan(source.tree(), null));
  }

  /** Ids that tests are tagged with and that are no row's. */
  Set<String> unknownIds() {
    Set<String> unknown = new TreeSet<>(tests.keySet());
    unknown.removeAll(rows.keySet());
    return unknown;
  }

  /** The report, as Markdown. */
  String report() {
    long shown = rows.keySet().stream().filter(tests::containsKey).count();
    var text = new StringBuilder();
    text.append("# What is shown to be true\n\n");
    text.append("Made from `acceptance.tsv` and the tests' tags by `");
    text.append(Project.REFRESH).append("`; do not edit.\n\n");
    text.append(shown).append(" of ").append(rows.size()).append(" rows are shown by a test.\n\n");
    text.append("| row | what must be true | shown by |\n|---|---|---|\n");
    rows.forEach((id, claim) -> {
      Set<String> by = tests.getOrDefault(id, Set.of("not yet"));
      text.append("| ").append(id);
      text.append(" | ").append(claim.replace("|", "\\|"));
      text.append(" | ").append(String.join(", ", by)).append(" |\n");
    });
    return text.toString();
  }

  /** Collects the tags of one file. */
  private final class Tags extends TreeScanner<Void, Void> {
    private final List<String> classes = new ArrayList<>();

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      classes.add(type.getSimpleName().toString());
      collect(type.getModifiers(), String.join(".", classes));
      super.visitClass(type, null);
      classes.removeLast();
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      collect(method.getModifiers(), String.join(".", classes) + "." + method.getName());
      return super.visitMethod(method, null);
    }

    private void collect(ModifiersTree modifiers, String test) {
      for (AnnotationTree annotation : modifiers.getAnnotations()) {
        String name = annotation.getAnnotationType().toString();
        if (name.equals("Tag") || name.equals("Tags")) {
          new Ids(test).scan(annotation, null);
        }
      }
    }
  }

  /** Collects the row ids in one annotation. */
  private final class Ids extends TreeScanner<Void, Void> {
    private final String test;

    Ids(String test) {
      this.test = test;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void nothing) {
      if (literal.getValue() instanceof String id && id.matches("P\\d+\\.\\d+")) {
        tests.computeIfAbsent(id, key -> new TreeSet<>()).add(test);
      }
      return null;
    }
  }
}
