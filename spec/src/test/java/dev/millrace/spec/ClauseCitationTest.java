package dev.millrace.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the code and the clauses together: whatever a source cites exists, once, in a file the
 * index knows.
 */
class ClauseCitationTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path CLAUSES = ROOT.resolve("spec");

  /** A clause begins a paragraph, which in Markdown is a line after a blank one. */
  private static final Pattern CLAUSE = Pattern.compile("^\\*\\*\\[([A-Z]+)-(\\d+)]\\*\\*");

  private static final Pattern ANY_CLAUSE_MARK = Pattern.compile("\\*\\*\\[([A-Z]+-\\d+)]\\*\\*");

  /** Anything that looks like an identifier is a citation, in a comment or in a string. */
  private static final Pattern CITATION = Pattern.compile("\\b[A-Z]{2,}-\\d+\\b");

  /** Names that look like an identifier and are none. */
  private static final Set<String> OTHER_NAMES = Set.of("UTF-8", "UTF-16", "SHA-256", "ISO-8601");

  @Test
  void citedClausesExist() throws IOException {
    final Set<String> clauses = clauses().keySet();
    final Map<String, Set<String>> dangling = new TreeMap<>();
    final Set<String> cited = new TreeSet<>();
    for (final Path source : sources()) {
      final Matcher matcher = CITATION.matcher(Files.readString(source));
      while (matcher.find()) {
        final String id = matcher.group();
        if (OTHER_NAMES.contains(id)) {
          continue;
        }
        cited.add(id);
        if (!clauses.contains(id)) {
          dangling
              .computeIfAbsent(id, key -> new TreeSet<>())
              .add(ROOT.relativize(source).toString());
        }
      }
    }
    assertTrue(dangling.isEmpty(), () -> "cited, but no clause in spec/*.md: " + dangling);
    assertFalse(cited.isEmpty(), "no source cites any clause: the search is broken");
  }

  @Test
  void identifiersAreUniqueAndAnAreaIsOneFile() throws IOException {
    final Map<String, Set<String>> filesOfArea = new TreeMap<>();
    for (final Map.Entry<String, List<String>> clause : clauses().entrySet()) {
      assertEquals(
          1, clause.getValue().size(), () -> clause.getKey() + " is in " + clause.getValue());
      final String area = clause.getKey().substring(0, clause.getKey().lastIndexOf('-'));
      filesOfArea.computeIfAbsent(area, key -> new TreeSet<>()).add(clause.getValue().getFirst());
    }
    filesOfArea.forEach(
        (area, files) -> assertEquals(1, files.size(), () -> area + " is spread over " + files));
  }

  @Test
  void theIndexKnowsEveryFileAndArea() throws IOException {
    final String index = Files.readString(CLAUSES.resolve("README.md"));
    for (final Map.Entry<String, List<String>> clause : clauses().entrySet()) {
      final String area = clause.getKey().substring(0, clause.getKey().lastIndexOf('-'));
      final String file = clause.getValue().getFirst();
      final boolean listed =
          index
              .lines()
              .anyMatch(
                  line ->
                      line.startsWith("| ")
                          && line.contains(area)
                          && line.contains("(" + file + ")"));
      assertTrue(listed, () -> "spec/README.md has no row for " + area + " in " + file);
    }
  }

  /** Every clause with the files it is in; a file name twice when the file repeats it. */
  private static Map<String, List<String>> clauses() throws IOException {
    final Map<String, List<String>> found = new TreeMap<>();
    for (final Path file : files(CLAUSES, 1, ".md")) {
      final String name = file.getFileName().toString();
      if (name.equals("README.md")) {
        continue;
      }
      boolean blank = true;
      for (final String line : Files.readAllLines(file)) {
        final Matcher start = CLAUSE.matcher(line);
        if (start.find()) {
          assertTrue(blank, () -> name + ": a clause must start a paragraph: " + line);
          found
              .computeIfAbsent(start.group(1) + "-" + start.group(2), key -> new ArrayList<>())
              .add(name);
        } else {
          final Matcher elsewhere = ANY_CLAUSE_MARK.matcher(line);
          assertFalse(elsewhere.find(), () -> name + ": a clause mark inside a line: " + line);
        }
        blank = line.isBlank();
      }
    }
    assertFalse(found.isEmpty(), () -> "no clause in " + CLAUSES);
    return found;
  }

  private static List<Path> sources() throws IOException {
    final List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (final Path module : modules.toList()) {
        final Path main = module.resolve("src/main/java");
        if (Files.isDirectory(main)) {
          sources.addAll(files(main, Integer.MAX_VALUE, ".java"));
        }
      }
    }
    return sources;
  }

  private static List<Path> files(final Path root, final int depth, final String suffix)
      throws IOException {
    try (Stream<Path> walk = Files.walk(root, depth)) {
      return walk.filter(path -> path.toString().endsWith(suffix)).collect(Collectors.toList());
    }
  }
}
