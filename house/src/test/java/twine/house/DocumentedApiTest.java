package twine.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/**
 * Whatever is exported has a comment. What doclint would want beyond that, a {@code @param} and a
 * {@code @return} for each, is left to the writer: often they could only repeat the first sentence.
 */
final class DocumentedApiTest {
  private final List<String> undocumented = new ArrayList<>();

  @Test
  void everythingExportedHasAComment() {
    Set<String> exported = TwineModules.allExported();
    for (JavaSource source : JavaSource.parse(Project.javaSources("src/main/java"))) {
      if (exported.contains(source.packageName())) {
        source.topLevelTypes().forEach(type -> checkType(source, null, type));
      }
    }
    assertThat(undocumented).as("exported without a comment").isEmpty();
  }

  @Test
  void everyPackageAndModuleTellsItsIdea() {
    for (JavaSource source : JavaSource.parse(Project.javaSources("src/main/java"))) {
      String name = source.file().getFileName().toString();
      if (name.equals("package-info.java")) {
        check(source, new TreePath(new TreePath(source.tree()), source.tree().getPackage()));
      } else if (name.equals("module-info.java")) {
        check(source, new TreePath(new TreePath(source.tree()), source.tree().getModule()));
      }
    }
    assertThat(undocumented).as("without a comment").isEmpty();
  }

  private void checkType(JavaSource source, TreePath above, ClassTree type) {
    TreePath path = new TreePath(above == null ? new TreePath(source.tree()) : above, type);
    boolean open = type.getKind() == Tree.Kind.INTERFACE;
    if (above == null && !isVisible(type.getModifiers())) {
      return;
    }
    check(source, path);
    for (Tree member : type.getMembers()) {
      switch (member) {
        case ClassTree nested when open || isVisible(nested.getModifiers()) ->
            checkType(source, path, nested);
        case MethodTree method when open || isVisible(method.getModifiers()) ->
            checkMethod(source, new TreePath(path, method), method);
        case VariableTree field when open || isVisible(field.getModifiers()) ->
            check(source, new TreePath(path, field));
        default -> {}
      }
    }
  }

  private void checkMethod(JavaSource source, TreePath path, MethodTree method) {
    boolean written =
        source.trees().getSourcePositions().getEndPosition(source.tree(), method) >= 0;
    boolean inherits =
        method.getModifiers().getAnnotations().stream()
            .map(AnnotationTree::getAnnotationType)
            .anyMatch(type -> type.toString().equals("Override"));
    if (written && !inherits) {
      check(source, path);
    }
  }

  private void check(JavaSource source, TreePath path) {
    if (source.trees().getDocComment(path) == null) {
      undocumented.add(source.place(path.getLeaf()));
    }
  }

  private static boolean isVisible(ModifiersTree modifiers) {
    Set<Modifier> flags = modifiers.getFlags();
    return flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
  }
}
