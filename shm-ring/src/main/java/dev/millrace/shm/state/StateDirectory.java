package dev.millrace.shm.state;

import dev.millrace.shm.posix.UserFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The folder of a user's state files, one file an execution, named by the hexadecimal execution id.
 *
 * <p>A file goes when its execution ends ({@link #remove}), or when {@link #sweep} finds that no
 * process that opened it is alive any more and nobody opened it for a while: processes of one
 * execution come and go, so a file without processes is stale only after that grace. Thread-safe.
 */
public final class StateDirectory {
  /** Bytes of state that an execution may hold unless told otherwise: 1 GiB. */
  public static final long DEFAULT_LIMIT = 1L << 30;

  /** How long a file without live processes is kept. */
  public static final Duration GRACE = Duration.ofMinutes(5);

  private static final String SUFFIX = ".state";

  private final Path folder;
  private final long limit;

  /**
   * Uses a folder, creating it for its owner only.
   *
   * @param folder the folder
   * @param limit bytes of state that one execution may hold
   * @throws IOException if it can't be created
   */
  public StateDirectory(final Path folder, final long limit) throws IOException {
    this.folder = folder;
    this.limit = limit;
    UserFolder.make(folder);
  }

  /**
   * Uses this user's folder on the shared memory file system where there is one, else among the
   * temporary files.
   *
   * @return the directory
   * @throws IOException if it can't be created
   */
  public static StateDirectory ofUser() throws IOException {
    return new StateDirectory(UserFolder.of("state"), DEFAULT_LIMIT);
  }

  /**
   * Opens the state of an execution, creating it when it is new.
   *
   * @param executionId 1 to 64 bytes
   * @return the store, to be closed by the caller; closing does not remove the state
   * @throws IOException if the file can't be made or mapped
   */
  public StateStore open(final byte[] executionId) throws IOException {
    final Path path = pathOf(executionId);
    final StateStore store = new StateStore(path, limit);
    Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
    return store;
  }

  /**
   * Removes the state of an execution that has ended. Processes that still have it open keep what
   * they see; nobody finds it any more.
   *
   * @param executionId the execution
   * @return false if there was none
   * @throws IOException if the system refuses
   */
  public boolean remove(final byte[] executionId) throws IOException {
    return Files.deleteIfExists(pathOf(executionId));
  }

  /**
   * Removes the state of executions that nobody works on any more.
   *
   * @param grace how long a file without live processes is kept since it was last opened
   * @return how many were removed
   * @throws IOException if the folder can't be read
   */
  public int sweep(final Duration grace) throws IOException {
    int removed = 0;
    final Instant oldest = Instant.now().minus(grace);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (final Path path : files) {
        try {
          if (Files.getLastModifiedTime(path).toInstant().isBefore(oldest) && isAbandoned(path)) {
            removed += Files.deleteIfExists(path) ? 1 : 0;
          }
        } catch (final NoSuchFileException e) {
          continue; // another process sweeps too
        }
      }
    }
    return removed;
  }

  private boolean isAbandoned(final Path path) throws IOException {
    final FileTime before = Files.getLastModifiedTime(path);
    try (StateStore store = new StateStore(path, limit)) {
      return !store.hasOtherLiveUsers();
    } catch (final dev.millrace.wire.MalformedException e) {
      return true; // no state file, or one that was cut: of no use to anybody
    } finally {
      Files.setLastModifiedTime(path, before);
    }
  }

  private Path pathOf(final byte[] executionId) {
    if (executionId.length < 1 || executionId.length > 64) {
      throw new IllegalArgumentException("an execution id of " + executionId.length + " bytes");
    }
    return folder.resolve(HexFormat.of().formatHex(executionId) + SUFFIX);
  }
}
