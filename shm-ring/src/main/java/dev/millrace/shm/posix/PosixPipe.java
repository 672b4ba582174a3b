package dev.millrace.shm.posix;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An anonymous pipe whose ends can be given to a child process and opened as channels here.
 *
 * <p>The streams of {@link Process} buffer and copy and hide their descriptors; with this a parent
 * talks to its child through channels as directly as the child does: {@code
 * builder.redirectOutput(pipe.writeFile())}, start, {@link #closeWrite}, then {@link #readStream}.
 * Belongs to one thread.
 */
public final class PosixPipe implements AutoCloseable {
  private static final int F_SETFD = 2;
  private static final int FD_CLOEXEC = 1;
  private static final int F_SETPIPE_SZ = 1031;

  private int readEnd;
  private int writeEnd;

  private PosixPipe(final int readEnd, final int writeEnd) {
    this.readEnd = readEnd;
    this.writeEnd = writeEnd;
  }

  /**
   * Opens a pipe; neither end is inherited except where it is redirected to.
   *
   * @return the pipe
   * @throws IOException if the system refuses
   */
  public static PosixPipe open() throws IOException {
    if (!PosixSharedMemory.supported()) {
      throw new UnsupportedOperationException("pipes of our own need Linux or macOS");
    }
    final long ends = NativeCalls.pipe().orThrow("pipe").value();
    final PosixPipe pipe = new PosixPipe((int) ends, (int) (ends >>> 32));
    NativeCalls.fcntl(pipe.readEnd, F_SETFD, FD_CLOEXEC);
    NativeCalls.fcntl(pipe.writeEnd, F_SETFD, FD_CLOEXEC);
    return pipe;
  }

  /**
   * Makes the buffer of a pipe larger, from either end: fewer wake-ups for large batches. A hint:
   * where the system has no such call, or the user no right to so much, the pipe stays as it is.
   *
   * @param descriptor a descriptor of a pipe; one of something else is left alone
   * @param bytes the wanted size
   * @return the size that was set, or -1
   */
  public static int enlarge(final int descriptor, final int bytes) {
    return Platform.LINUX ? (int) NativeCalls.fcntl(descriptor, F_SETPIPE_SZ, bytes).value() : -1;
  }

  /**
   * Makes this pipe's buffer larger.
   *
   * @param bytes the wanted size
   * @return the size that was set, or -1
   */
  public int enlarge(final int bytes) {
    return enlarge(readEnd >= 0 ? readEnd : writeEnd, bytes);
  }

  /**
   * Names the pipe that a descriptor of this process is an end of. All processes see the same name
   * for the same pipe, and another one for any other.
   *
   * @param descriptor a descriptor
   * @return the name, or null if it is no pipe or the system has no names for them
   */
  public static String name(final int descriptor) {
    try {
      final String target =
          Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("pipe:") ? target : null;
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /**
   * Names this pipe.
   *
   * @return as {@link #name(int)}
   */
  public String name() {
    return name(readEnd >= 0 ? readEnd : writeEnd);
  }

  /**
   * Opens the way of pages into this pipe.
   *
   * @return good as long as the write end is open here; null on a system without one
   */
  public PipePages pages() {
    return PipePages.into(writeEnd);
  }

  /**
   * Names the read end, for a child's {@code redirectInput}.
   *
   * @return a file that opens to the read end as long as that is open here
   */
  public File readFile() {
    return file(readEnd);
  }

  /**
   * Names the write end, for a child's {@code redirectOutput}.
   *
   * @return a file that opens to the write end as long as that is open here
   */
  public File writeFile() {
    return file(writeEnd);
  }

  /**
   * Opens the read end as a stream of its own, which tells what is available and has a blocking
   * channel; {@link #close} does not close it.
   *
   * @return the stream
   * @throws IOException if the system refuses
   */
  public FileInputStream readStream() throws IOException {
    return new FileInputStream(readFile());
  }

  /**
   * Opens the write end as a channel of its own; {@link #close} does not close it.
   *
   * @return a blocking channel
   * @throws IOException if the system refuses
   */
  @SuppressWarnings("resource") // the channel owns the stream
  public FileChannel writeChannel() throws IOException {
    return new FileOutputStream(writeFile()).getChannel();
  }

  private static File file(final int descriptor) {
    if (descriptor < 0) {
      throw new IllegalStateException("this end of the pipe is closed");
    }
    return new File("/dev/fd/" + descriptor);
  }

  /**
   * Closes this object's read end, so that writers learn when the other readers are gone.
   * Idempotent.
   */
  public void closeRead() {
    if (readEnd >= 0) {
      NativeCalls.close(readEnd);
      readEnd = -1;
    }
  }

  /**
   * Closes this object's write end, so that readers see the end when the other writers are gone.
   * Idempotent.
   */
  public void closeWrite() {
    if (writeEnd >= 0) {
      NativeCalls.close(writeEnd);
      writeEnd = -1;
    }
  }

  @Override
  public void close() {
    closeRead();
    closeWrite();
  }
}
