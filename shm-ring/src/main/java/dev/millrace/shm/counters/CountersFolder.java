package dev.millrace.shm.counters;

import dev.millrace.shm.posix.OwnedNames;
import dev.millrace.shm.posix.UserFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder in which a user's workers keep their counters files, named {@code pid-start-n}. Files
 * of processes that are gone are removed whenever it is listed. Thread-safe.
 */
public final class CountersFolder {
  private static final String SUFFIX = ".counters";
  private static final String UNFINISHED = ".new";
  private static final Pattern NAME =
      Pattern.compile(
          "([0-9]{1,10})-([0-9]{1,18})-([0-9]{1,9})(\\" + SUFFIX + "|\\" + UNFINISHED + ")");
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final Path folder;

  /**
   * Uses a folder; it is created with its first file.
   *
   * @param folder the folder
   */
  public CountersFolder(final Path folder) {
    this.folder = folder;
  }

  /**
   * Uses this user's folder: on the shared memory file system where there is one, else among the
   * temporary files.
   *
   * @return the folder
   */
  public static CountersFolder ofUser() {
    return new CountersFolder(UserFolder.of("stat"));
  }

  /**
   * Lists the files of workers that run, in the order of their process ids.
   *
   * @return paths for {@link WorkerSnapshot#read}
   * @throws IOException if the folder can't be read
   */
  public List<Path> live() throws IOException {
    final List<Path> found = sweep();
    found.sort(Comparator.comparingLong(CountersFolder::pidOf).thenComparing(Path::toString));
    return found;
  }

  /** Removes the files of processes that are gone; gives those of the others in any order. */
  List<Path> sweep() throws IOException {
    final List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (final Path file : files) {
        final Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
          continue;
        }
        if (!OwnedNames.isAlive(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))) {
          Files.deleteIfExists(file);
        } else if (name.group(4).equals(SUFFIX)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static long pidOf(final Path file) {
    final String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('-')));
  }

  /** Names a new file of this process while it is being made; {@link #finished} names it then. */
  Path unfinished() throws IOException {
    UserFolder.make(folder);
    final String process = ProcessHandle.current().pid() + "-" + OwnedNames.ownStart();
    return folder.resolve(process + "-" + NEXT.getAndIncrement() + UNFINISHED);
  }

  static Path finished(final Path unfinished) {
    final String name = unfinished.getFileName().toString();
    return unfinished.resolveSibling(
        name.substring(0, name.length() - UNFINISHED.length()) + SUFFIX);
  }
}
