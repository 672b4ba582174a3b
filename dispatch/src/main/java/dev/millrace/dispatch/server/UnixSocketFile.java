package dev.millrace.dispatch.server;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A bound Unix socket and its file ([TRANS-6] and [TRANS-7]). Nobody but its owner can connect, at
 * no moment: the socket is bound inside a new private directory, restricted there, and only then
 * moved to its place. A file in that place is replaced only when it is a socket that nobody listens
 * on.
 */
final class UnixSocketFile {
  private static final int BACKLOG = 128;

  private final ServerSocketChannel channel;
  private final Path path;
  private final Object fileKey;

  private UnixSocketFile(final ServerSocketChannel channel, final Path path, final Object fileKey) {
    this.channel = channel;
    this.path = path;
    this.fileKey = fileKey;
  }

  static UnixSocketFile bind(final Path wanted) throws IOException {
    final Path path = wanted.toAbsolutePath();
    requireFree(path);
    final Path directory =
        Files.createTempDirectory(
            path.getParent(),
            ".s",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    final Path inner = directory.resolve("s");
    final ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(inner), BACKLOG);
      Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rw-------"));
      Files.move(inner, path, StandardCopyOption.ATOMIC_MOVE);
      return new UnixSocketFile(channel, path, attributes(path).fileKey());
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(inner);
      throw e;
    } finally {
      Files.deleteIfExists(directory);
    }
  }

  private static BasicFileAttributes attributes(final Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static void requireFree(final Path path) throws IOException {
    final BasicFileAttributes attributes;
    try {
      attributes = attributes(path);
    } catch (NoSuchFileException e) {
      return;
    }
    if (!attributes.isOther()) {
      throw new FileAlreadyExistsException(path.toString(), null, "is there and is no socket");
    }
    if (isServed(path)) {
      throw new BindException(path + " is served by another process");
    }
    // a leftover, replaced by the move
  }

  private static boolean isServed(final Path path) throws IOException {
    final SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      return probe.connect(UnixDomainSocketAddress.of(path));
    } catch (SocketException e) {
      return false;
    } finally {
      probe.close();
    }
  }

  ServerSocketChannel channel() {
    return channel;
  }

  UnixDomainSocketAddress address() {
    return UnixDomainSocketAddress.of(path);
  }

  /** Removes the file, unless another server has put its own in that place. */
  void delete() {
    try {
      if (fileKey.equals(attributes(path).fileKey())) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // gone already
    }
  }
}
