import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a self-contained folder that starts wherever it is copied: {@code runtime/} (a Java runtime
 * cut down to the modules named), {@code lib/} (the jars), {@code bin/} (one script a main class)
 * and {@code cache/} (an AOT cache a script, so that start-up is about halved; ignored by the JVM
 * where it does not fit, as beside jars that were copied without their times).
 *
 * <p>Run by the build with {@code name=value} arguments, see {@link #main}. What is up to date is
 * left alone: the runtime as long as modules and JDK are the same, a jar as long as its bytes are,
 * the caches as long as all of it is and the last making of them came to its end.
 */
final class RuntimeImage {
  /** More than what a run that is trained may take to end. */
  private static final long TRAINING_SECONDS = 120;

  private final Path out;
  private final String flags;
  private final Map<String, String> launchers;
  private final Map<String, String> rehearsals;

  private RuntimeImage(
      Path out, String flags, Map<String, String> launchers, Map<String, String> rehearsals) {
    this.out = out;
    this.flags = flags;
    this.launchers = launchers;
    this.rehearsals = rehearsals;
  }

  /**
   * Builds or refreshes an image.
   *
   * @param args {@code out=} the folder; {@code modules=} comma-separated JDK modules; {@code
   *     flags=} JVM flags; {@code jar=} the module's own jar; {@code classpath} and as the next
   *     argument everything it needs, where a directory stands for the own jar; {@code
   *     launcher=script:MainClass}, as often as there are scripts; {@code
   *     rehearsal=script:MainClass} for a script whose cache shall be made of more than a start: a
   *     class that runs the script, its one argument, once, through what it is for
   */
  public static void main(String[] args) throws Exception {
    Map<String, List<String>> options = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      String[] option =
          args[i].equals("classpath") ? new String[] {args[i], args[++i]} : args[i].split("=", 2);
      options.computeIfAbsent(option[0], name -> new ArrayList<>()).add(option[1]);
    }
    Set<Path> jars = new LinkedHashSet<>();
    jars.add(Path.of(options.get("jar").getFirst()));
    for (String entry : options.get("classpath").getFirst().split(File.pathSeparator)) {
      if (!Files.isDirectory(Path.of(entry))) {
        jars.add(Path.of(entry));
      }
    }
    new RuntimeImage(
            Path.of(options.get("out").getFirst()),
            options.get("flags").getFirst(),
            classes(options.get("launcher")),
            classes(options.getOrDefault("rehearsal", List.of())))
        .refresh(options.get("modules").getFirst(), List.copyOf(jars));
  }

  private static Map<String, String> classes(List<String> ofScripts) {
    Map<String, String> classes = new LinkedHashMap<>();
    for (String of : ofScripts) {
      classes.put(of.substring(0, of.indexOf(':')), of.substring(of.indexOf(':') + 1));
    }
    return classes;
  }

  private void refresh(String modules, List<Path> jars) throws Exception {
    requireMainClasses(jars);
    boolean changed = refreshRuntime(modules);
    changed |= refreshJars(jars);
    changed |= refreshScripts(jars);
    Path mark = out.resolve("cache/complete.txt");
    String wanted = flags + "\n" + launchers + "\n" + rehearsals + "\n";
    if (changed || !Files.exists(mark) || !Files.readString(mark).equals(wanted)) {
      delete(out.resolve("cache"));
      if (refreshCaches(jars)) {
        Files.writeString(mark, wanted);
      }
    }
  }

  private void requireMainClasses(List<Path> jars) throws IOException {
    for (String script : rehearsals.keySet()) {
      if (!launchers.containsKey(script)) {
        throw new IOException("a rehearsal of " + script + ", which is not launched");
      }
    }
    Set<String> wanted = new LinkedHashSet<>(launchers.values());
    wanted.addAll(rehearsals.values());
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        wanted.removeIf(name -> file.getEntry(name.replace('.', '/') + ".class") != null);
      }
    }
    if (!wanted.isEmpty()) {
      throw new IOException("no such class to launch: " + String.join(", ", wanted));
    }
  }

  private boolean refreshRuntime(String modules) throws IOException {
    String wanted =
        Runtime.version() + " " + System.getProperty("java.vendor.version") + " " + modules;
    Path mark = out.resolve("runtime/millrace-image.txt");
    if (Files.exists(mark) && Files.readString(mark).equals(wanted)) {
      return false;
    }
    delete(out.resolve("runtime"));
    Files.createDirectories(out);
    StringWriter said = new StringWriter();
    PrintWriter printer = new PrintWriter(said);
    ToolProvider jlink =
        ToolProvider.findFirst("jlink").orElseThrow(() -> new IOException("this JDK has no jlink"));
    // The CDS step of jlink reports to System.out whatever printer it was given.
    PrintStream stdout = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    int status =
        jlink.run(
            printer,
            printer,
            "--add-modules=" + modules,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--generate-cds-archive",
            "--output=" + out.resolve("runtime"));
    System.setOut(stdout);
    if (status != 0) {
      throw new IOException("jlink failed: " + said);
    }
    Files.writeString(mark, wanted);
    return true;
  }

  private boolean refreshJars(List<Path> jars) throws IOException {
    Path lib = Files.createDirectories(out.resolve("lib"));
    Set<String> names =
        jars.stream().map(j -> j.getFileName().toString()).collect(Collectors.toSet());
    boolean changed = false;
    try (Stream<Path> present = Files.list(lib)) {
      for (Path old : present.filter(p -> !names.contains(p.getFileName().toString())).toList()) {
        Files.delete(old);
        changed = true;
      }
    }
    for (Path jar : jars) {
      Path target = lib.resolve(jar.getFileName());
      if (!Files.exists(target) || Files.mismatch(jar, target) >= 0) {
        Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
        changed = true;
      }
    }
    return changed;
  }

  private boolean refreshScripts(List<Path> jars) throws IOException {
    Path bin = Files.createDirectories(out.resolve("bin"));
    String classpath =
        jars.stream().map(j -> "$home/lib/" + j.getFileName()).collect(Collectors.joining(":"));
    boolean changed = false;
    for (Map.Entry<String, String> launcher : launchers.entrySet()) {
      String text = script(launcher.getKey(), launcher.getValue(), classpath);
      Path file = bin.resolve(launcher.getKey());
      if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        changed = true;
      }
    }
    return changed;
  }

  /*
   * Nothing but the program may write to stdout, which may be the protocol: JVM messages go to stderr, errors only, and
   * none at all about a cache that does not fit a copied folder. JVM options of one run: MILLRACE_JAVA_OPTIONS.
   */
  private String script(String name, String mainClass, String classpath) {
    return """
    #!/bin/sh
    case $0 in
      */*) self=$0 ;;
      *) self=./$0 ;;
    esac
    while [ -h "$self" ]; do
      link=$(readlink "$self")
      case $link in
        /*) self=$link ;;
        *) self=${self%%/*}/$link ;;
      esac
    done
    home=$(CDPATH= cd -- "${self%%/*}/.." && pwd -P) || exit 1
    cache=$home/cache/%s.aot
    [ -f "$cache" ] || cache=
    exec "$home/runtime/bin/java" \\
      -XX:+UseSerialGC -XX:-UsePerfData ${cache:+"-XX:AOTCache=$cache"} \\
      -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr \\
      %s \\
      $MILLRACE_JAVA_OPTIONS \\
      -cp "%s" \\
      %s "$@"
    """
        .formatted(name, flags, classpath, mainClass);
  }

  /**
   * One short run a script, from which the JVM keeps what it loaded, linked and found hot. A cache
   * gets its name when its run has ended well.
   */
  private boolean refreshCaches(List<Path> jars) throws Exception {
    Path folder = Files.createDirectories(out.resolve("cache"));
    boolean all = true;
    for (String name : launchers.keySet()) {
      Path made = folder.resolve(name + ".new");
      Path said = Files.createTempFile("millrace-training", ".txt");
      ProcessBuilder training = new ProcessBuilder(training(name, jars)).directory(folder.toFile());
      // told as a name in the working directory, since the script splits its options at blanks
      training
          .environment()
          .put("MILLRACE_JAVA_OPTIONS", "-XX:AOTCacheOutput=" + made.getFileName());
      training
          .redirectInput(new File("/dev/null"))
          .redirectErrorStream(true)
          .redirectOutput(said.toFile());
      boolean ended = ends(training.start(), rehearsals.containsKey(name));
      if (ended && Files.exists(made)) {
        Files.move(made, folder.resolve(name + ".aot"));
      } else {
        all = false;
        Files.deleteIfExists(made);
        System.err.println(
            "No start-up cache for "
                + name
                + (ended ? ": " : ", whose run failed: ")
                + Files.readString(said, StandardCharsets.UTF_8).strip());
      }
      Files.delete(said);
    }
    return all;
  }

  /** Whether it ended by itself, and well where it says so: a script on empty input need not. */
  private static boolean ends(Process process, boolean well) throws InterruptedException {
    if (process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)) {
      return !well || process.exitValue() == 0;
    }
    List<ProcessHandle> begun = process.descendants().toList();
    process.destroyForcibly().waitFor();
    begun.forEach(ProcessHandle::destroyForcibly);
    return false;
  }

  /** The script alone, on empty input, or what it is used for. */
  private List<String> training(String name, List<Path> jars) {
    String script = out.resolve("bin/" + name).toString();
    if (!rehearsals.containsKey(name)) {
      return List.of(script);
    }
    List<String> command = new ArrayList<>();
    command.add(out.resolve("runtime/bin/java").toString());
    command.addAll(List.of(flags.split(" ")));
    command.add("-cp");
    command.add(
        jars.stream()
            .map(jar -> out.resolve("lib").resolve(jar.getFileName()).toString())
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(rehearsals.get(name));
    command.add(script);
    return command;
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException failure)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
