package dev.millrace.shm.counters;

import dev.millrace.shm.posix.OwnedNames;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder in which a user's workers keep their counters files, one file a process, named {@code
 * pid-start}. Files of processes that are gone are removed whenever it is listed. Thread-safe.
 */
public final class CountersFolder {
  private static final Pattern NAME = Pattern.compile("([0-9]{1,10})-([0-9]{1,18})\\.counters");

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
    final Path shared = Path.of("/dev/shm");
    final Path base =
        Files.isWritable(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
    return new CountersFolder(base.resolve("millrace-stat-" + System.getProperty("user.name")));
  }

  /**
   * Lists the files of workers that run, in the order of their process ids.
   *
   * @return paths for {@link WorkerSnapshot#read}
   * @throws IOException if the folder can't be read
   */
  public List<Path> live() throws IOException {
    final List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.counters")) {
      for (final Path file : files) {
        final Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
          continue;
        }
        if (OwnedNames.isAlive(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))) {
          found.add(file);
        } else {
          Files.deleteIfExists(file);
        }
      }
    }
    found.sort(Comparator.comparingLong(CountersFolder::pidOf));
    return found;
  }

  private static long pidOf(final Path file) {
    final String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('-')));
  }

  Path own() throws IOException {
    if (!Files.isDirectory(folder)) {
      try {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (final FileAlreadyExistsException e) {
        // another worker was quicker
      }
    }
    return folder.resolve(
        ProcessHandle.current().pid() + "-" + OwnedNames.ownStart() + ".counters");
  }
}
