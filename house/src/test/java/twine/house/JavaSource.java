package twine.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A source file as the compiler's parser sees it; names in it are not resolved. */
record JavaSource(Path file, CompilationUnitTree tree, Trees trees) {

  /** Parses all the files at once, which takes hardly longer than one. */
  static List<JavaSource> parse(List<Path> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      Trees trees = Trees.instance(task);
      List<JavaSource> sources = new ArrayList<>();
      for (CompilationUnitTree tree : task.parse()) {
        sources.add(new JavaSource(Path.of(tree.getSourceFile().toUri()), tree, trees));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The package, or an empty string. */
  String packageName() {
    return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
  }

  List<ClassTree> topLevelTypes() {
    return tree.getTypeDecls().stream()
        .filter(ClassTree.class::isInstance)
        .map(ClassTree.class::cast)
        .toList();
  }

  /** Where in the project a node stands, as {@code file:line}. */
  String place(com.sun.source.tree.Tree node) {
    long start = trees.getSourcePositions().getStartPosition(tree, node);
    return Project.name(file) + ":" + tree.getLineMap().getLineNumber(start);
  }
}
