package dev.millrace.spec.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Every public or protected type and method of what is shipped says what it is. Left out: what
 * overrides, record constructors and accessors, enum constants and constructors without parameters.
 */
class DocCommentTest {
  private static final List<String> MODULES =
      List.of("wire", "codec", "shm-ring", "dispatch", "sdk-thin");

  @Test
  void publicThingsHaveAComment() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Set<String> bare = new TreeSet<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources()));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new Finder(docs, bare).scan(unit, null);
      }
    }
    assertEquals(Set.of(), bare);
  }

  private static List<Path> sources() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    root = Files.isDirectory(root.resolve("wire")) ? root : root.getParent();
    List<Path> found = new java.util.ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> tree = Files.walk(root.resolve(module + "/src/main/java"))) {
        tree.filter(p -> p.toString().endsWith(".java")).forEach(found::add);
      }
    }
    return found;
  }

  private static final class Finder extends TreePathScanner<Void, Void> {
    private final DocTrees docs;
    private final Set<String> bare;

    Finder(DocTrees docs, Set<String> bare) {
      this.docs = docs;
      this.bare = bare;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      if (!isVisible(type.getModifiers())) {
        return null;
      }
      require(type.getSimpleName().toString());
      return super.visitClass(type, unused);
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      boolean constructor = method.getReturnType() == null;
      if (isVisible(method.getModifiers())
          && !overrides(method)
          && !(constructor && (method.getParameters().isEmpty() || inRecord()))) {
        require(method.getName() + "()");
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree variable, Void unused) {
      return null;
    }

    private boolean isVisible(ModifiersTree modifiers) {
      Tree parent = getCurrentPath().getParentPath().getLeaf();
      Set<Modifier> flags = modifiers.getFlags();
      boolean member =
          parent.getKind() == Tree.Kind.INTERFACE || parent.getKind() == Tree.Kind.ANNOTATION_TYPE;
      return flags.contains(Modifier.PUBLIC)
          || flags.contains(Modifier.PROTECTED)
          || (member && !flags.contains(Modifier.PRIVATE));
    }

    private boolean inRecord() {
      return getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
    }

    private static boolean overrides(MethodTree method) {
      return method.getModifiers().getAnnotations().stream()
          .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
    }

    private void require(String name) {
      TreePath path = getCurrentPath();
      DocCommentTree comment = docs.getDocCommentTree(path);
      if (comment == null
          || (comment.getFirstSentence().isEmpty() && comment.getBlockTags().isEmpty())) {
        CompilationUnitTree unit = path.getCompilationUnit();
        long line =
            unit.getLineMap()
                .getLineNumber(docs.getSourcePositions().getStartPosition(unit, path.getLeaf()));
        bare.add(Path.of(unit.getSourceFile().getName()).getFileName() + ":" + line + " " + name);
      }
    }
  }
}
