package dev.millrace.shm.posix;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Folders that the processes of one user share, for their owner only. They lie on the shared memory
 * file system where there is one, so that mapped files in them never reach a disk. Thread-safe:
 * there is no state.
 */
public final class UserFolder {
  /** The mode of files that go into such folders. */
  public static final FileAttribute<?> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private UserFolder() {}

  /**
   * Names this user's folder for a purpose; it need not exist.
   *
   * @param purpose letters
   * @return its path
   */
  public static Path of(final String purpose) {
    final Path shared = Path.of("/dev/shm");
    final Path base =
        Files.isWritable(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
    return base.resolve("millrace-" + purpose + "-" + System.getProperty("user.name"));
  }

  /**
   * Makes a folder unless it is there already.
   *
   * @param folder its path; missing parents are made, too
   * @throws IOException if it can't be made, or what is there is open to others: its name is easy
   *     to guess, and who can write into it could feed this user's processes
   */
  public static void make(final Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      try {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        return;
      } catch (final FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
        // another process was quicker
      }
    }
    final Set<PosixFilePermission> found =
        Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
    if (!OWNER_ONLY.containsAll(found) || !isOwn(folder)) {
      throw new IOException(folder + " is not this user's alone");
    }
  }

  private static boolean isOwn(final Path folder) throws IOException {
    final Path self = Path.of("/proc/self");
    return Files.isDirectory(self)
        ? Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)
            .equals(Files.getAttribute(self, "unix:uid"))
        : Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
            .getName()
            .equals(System.getProperty("user.name"));
  }
}
