package dev.millrace.dispatch.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.millrace.codec.stream.Gather;
import dev.millrace.dispatch.TransportKind;
import dev.millrace.shm.posix.PosixPipe;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ChannelTransportTest {
  private static final int MUCH = 24 << 20;

  @TempDir private Path folder;
  private int sockets;

  enum Over {
    PIPES,
    UNIX,
    TCP
  }

  private record Pair(ChannelTransport near, ChannelTransport far) implements AutoCloseable {
    @Override
    public void close() {
      near.close();
      far.close();
    }
  }

  private Pair connect(final Over over) throws IOException {
    if (over == Over.PIPES) {
      try (PosixPipe there = PosixPipe.open();
          PosixPipe back = PosixPipe.open()) {
        return new Pair(
            ChannelTransport.pipes(back.readStream(), there.writeChannel()),
            ChannelTransport.pipes(there.readStream(), back.writeChannel()));
      }
    }
    try (ServerSocketChannel server =
        over == Over.UNIX
            ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(folder.resolve("s" + ++sockets)))
            : ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
      final SocketChannel near = SocketChannel.open(server.getLocalAddress());
      final SocketChannel far = server.accept();
      return over == Over.UNIX
          ? new Pair(ChannelTransport.unix(near), ChannelTransport.unix(far))
          : new Pair(
              ChannelTransport.socket(near, TransportKind.TCP),
              ChannelTransport.socket(far, TransportKind.TCP));
    }
  }

  private static <T> FutureTask<T> start(final Callable<T> work) {
    final FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  private static byte[] bytes(final int length) {
    final byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Reads exactly so much. */
  private static byte[] read(final ByteTransport transport, final int length) throws IOException {
    final MemorySegment target = MemorySegment.ofArray(new byte[length]);
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment piece = arena.allocate(1 << 20);
      for (int at = 0; at < length; ) {
        final long n = transport.read(piece, 0, Math.min(piece.byteSize(), length - at));
        if (n < 0) {
          throw new IOException("ended after " + at);
        }
        MemorySegment.copy(piece, 0, target, at, n);
        at += (int) n;
      }
    }
    return (byte[]) target.heapBase().orElseThrow();
  }

  private static void write(final ByteTransport transport, final byte[] bytes) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      final MemorySegment memory = arena.allocate(bytes.length);
      memory.copyFrom(MemorySegment.ofArray(bytes));
      transport.write(memory, 0, bytes.length);
    }
  }

  /** In the midst of looking for answers, what is written must wait for room all the same. */
  @ParameterizedTest
  @EnumSource
  void writesMuchToAPeerThatTakesItsTime(final Over over) throws Exception {
    try (Pair pair = connect(over)) {
      final byte[] much = bytes(MUCH);
      final FutureTask<byte[]> peer =
          start(
              () -> {
                for (int i = 0; i < 100; i++) {
                  write(pair.far(), read(pair.far(), 3)); // answers at once: worth looking for
                }
                Thread.sleep(200);
                final byte[] first = read(pair.far(), MUCH);
                assertArrayEquals(first, read(pair.far(), MUCH));
                return first;
              });
      for (int i = 0; i < 100; i++) {
        write(pair.near(), new byte[] {1, 2, (byte) i});
        assertArrayEquals(new byte[] {1, 2, (byte) i}, read(pair.near(), 3));
      }
      write(pair.near(), much);
      try (Arena arena = Arena.ofConfined()) {
        final MemorySegment memory = arena.allocate(MUCH);
        memory.copyFrom(MemorySegment.ofArray(much));
        final Gather gather = new Gather(arena);
        gather.add(memory, 0, MUCH / 2);
        gather.add(memory, MUCH / 2, MUCH / 2);
        pair.near().write(gather);
      }
      assertArrayEquals(much, peer.get());
    }
  }

  @ParameterizedTest
  @EnumSource
  void seesTheEndWhetherItLooksOrSleeps(final Over over) throws Exception {
    for (final long millis : new long[] {0, 300}) {
      try (Pair pair = connect(over)) {
        final FutureTask<Long> reader =
            start(
                () -> {
                  try (Arena arena = Arena.ofConfined()) {
                    return pair.near().read(arena.allocate(8), 0, 8);
                  }
                });
        TimeUnit.MILLISECONDS.sleep(millis);
        pair.far().close();
        assertEquals(-1, reader.get());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingBringsAReaderBack(final Over over) throws Exception {
    for (final long millis : new long[] {0, 300}) {
      try (Pair pair = connect(over)) {
        final FutureTask<Exception> reader =
            start(
                () -> {
                  try (Arena arena = Arena.ofConfined()) {
                    return assertThrows(
                        IOException.class, () -> pair.near().read(arena.allocate(8), 0, 8));
                  }
                });
        TimeUnit.MILLISECONDS.sleep(millis);
        pair.near().close();
        reader.get();
      }
    }
  }

  /** A reader that takes its time gets what was there, though the writer goes on at once. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryIsItsOwnersAgainOnceAWriteOfPagesReturns() throws Exception {
    final Random random = new Random(7);
    try (Arena arena = Arena.ofShared();
        PosixPipe there = PosixPipe.open();
        PosixPipe back = PosixPipe.open()) {
      final int capacity = there.enlarge(1 << 18);
      try (ChannelTransport near = ChannelTransport.pipes(back.readStream(), there.writeChannel());
          ChannelTransport far = ChannelTransport.pipes(there.readStream(), back.writeChannel())) {
        near.passPages(there.pages());
        final MemorySegment memory = arena.allocate(16 * capacity, 64);
        for (int round = 0; round < 60; round++) {
          final byte[] bytes = bytes(capacity + random.nextInt(15 * capacity));
          memory.asSlice(0, bytes.length).copyFrom(MemorySegment.ofArray(bytes));
          final Gather gather = new Gather(arena);
          for (int at = 0; at < bytes.length; ) {
            final int length =
                Math.min(
                    bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 99 : 1 << 20));
            if (length < 50) {
              gather.addCopy(memory, at, length); // lies elsewhere
            } else {
              gather.add(memory, at, length);
            }
            at += length;
          }
          final FutureTask<byte[]> reader =
              start(
                  () -> {
                    Thread.sleep(5);
                    return read(far, bytes.length);
                  });
          near.write(gather);
          memory.fill((byte) round);
          assertArrayEquals(bytes, reader.get());
        }
      }
    }
  }

  /** What the system does not take by reference, it is given by copy: here, into a file. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void whereReferencesAreRefusedEverythingIsCopied() throws Exception {
    final Path file = folder.resolve("file");
    final byte[] bytes = bytes(5 << 20);
    try (Arena arena = Arena.ofConfined();
        PosixPipe unread = PosixPipe.open();
        PosixPipe other = PosixPipe.open();
        ChannelTransport transport =
            ChannelTransport.pipes(
                other.readStream(),
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      unread.closeRead();
      transport.passPages(unread.pages());
      final MemorySegment memory = arena.allocate(bytes.length);
      memory.copyFrom(MemorySegment.ofArray(bytes));
      final Gather gather = new Gather(arena);
      gather.add(memory, 0, bytes.length);
      transport.write(gather);
    }
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }
}
