import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules that are about source files rather than about code: the format of google-java-format, a
 * length that can be read in one sitting, and a paragraph for every package. Run by the build as
 * {@code java SourceCheck.java check|apply ROOT}; {@code apply} writes the format instead of
 * complaining about it.
 *
 * <p>What was found clean is remembered by content in {@code ROOT/target}, so that a build pays for
 * changed files only.
 */
final class SourceCheck {
  private static final int MAX_LINES = 400;
  private static final String NOT_FORMATTED = ": not formatted";

  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]).toRealPath();
    List<Path> files = sources(root);
    Path memory = root.resolve("target/source-check.txt");
    Set<String> known = Files.exists(memory) ? new HashSet<>(Files.readAllLines(memory)) : Set.of();
    Set<String> clean = new ConcurrentSkipListSet<>();
    Set<String> complaints = new ConcurrentSkipListSet<>();

    files.parallelStream().forEach(file -> format(root, file, apply, known, clean, complaints));
    for (Path file : files) {
      long lines = Files.readString(file).lines().count();
      if (lines > MAX_LINES) {
        complaints.add(root.relativize(file) + ": " + lines + " lines, at most " + MAX_LINES);
      }
    }
    packagesWithoutInfo(root, files).forEach(p -> complaints.add(p + ": no package-info.java"));

    Files.createDirectories(memory.getParent());
    Files.write(memory, clean);
    if (!complaints.isEmpty()) {
      complaints.forEach(System.err::println);
      if (complaints.stream().anyMatch(c -> c.endsWith(NOT_FORMATTED))) {
        System.err.println("Format with: mvn -q -N -Pformat process-sources");
      }
      System.exit(1);
    }
  }

  /** Every Java file below a module's {@code src} or below {@code tools}. */
  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> children = Files.list(root)) {
      List<Path> tops =
          children
              .flatMap(child -> Stream.of(child.resolve("src"), child.resolve("peers")))
              .filter(Files::isDirectory)
              .collect(Collectors.toList());
      tops.add(root.resolve("tools"));
      Set<Path> found = new TreeSet<>();
      for (Path top : tops) {
        try (Stream<Path> below = Files.walk(top)) {
          below.filter(p -> p.toString().endsWith(".java")).forEach(found::add);
        }
      }
      return List.copyOf(found);
    }
  }

  private static void format(
      Path root,
      Path file,
      boolean apply,
      Set<String> known,
      Set<String> clean,
      Set<String> complaints) {
    try {
      String text = Files.readString(file);
      if (known.contains(digest(text))) {
        clean.add(digest(text));
        return;
      }
      String formatted = new Formatter().formatSourceAndFixImports(text);
      if (!formatted.equals(text)) {
        if (!apply) {
          complaints.add(root.relativize(file) + NOT_FORMATTED);
          return;
        }
        Files.writeString(file, formatted);
      }
      clean.add(digest(formatted));
    } catch (FormatterException e) {
      complaints.add(root.relativize(file) + ": " + e.getMessage());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> packagesWithoutInfo(Path root, List<Path> files) {
    return files.stream()
        .filter(f -> f.startsWith(root) && f.toString().contains("/src/main/java/"))
        .map(Path::getParent)
        .distinct()
        .filter(dir -> !Files.exists(dir.resolve("package-info.java")))
        .map(dir -> root.relativize(dir).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
