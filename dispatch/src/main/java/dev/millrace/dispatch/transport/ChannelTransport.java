package dev.millrace.dispatch.transport;

import dev.millrace.codec.stream.Gather;
import dev.millrace.dispatch.TransportKind;
import dev.millrace.shm.posix.PipePages;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

/**
 * A transport over blocking channels: a socket, or the two ends of pipes. Memory goes to the system
 * as it is; in steady state nothing is allocated and a small message is one system call.
 */
public final class ChannelTransport implements ByteTransport {
  /**
   * Ranges per gathering write; the smallest limit among the systems we know is 16, Linux has 1024.
   */
  private static final int RANGES = 512;

  /** What a pipe holds by default on Linux; who moves that much at once gains by a larger one. */
  private static final int BULK = 64 << 10;

  private static final int SOCKET_BUFFER = 1 << 20;

  private final Input in;
  private final GatheringByteChannel out;
  private final TransportKind kind;
  private final SegmentViews readView = new SegmentViews();
  private final SegmentViews writeViews = new SegmentViews();
  private ByteBuffer[] ranges = new ByteBuffer[16];

  /** The way of large messages into a pipe, if its reader lets them go by reference. */
  private volatile PipePages pages;

  /** Run once, when much data crosses for the first time; null afterwards. */
  private Runnable onBulk;

  /**
   * Wraps two channels, which may be the same.
   *
   * @param in blocking channel to read from; closed with this
   * @param out blocking channel to write to; closed with this
   * @param kind what methods are told
   */
  public ChannelTransport(
      final ReadableByteChannel in, final GatheringByteChannel out, final TransportKind kind) {
    this(Input.of(in), out, kind);
  }

  private ChannelTransport(
      final Input in, final GatheringByteChannel out, final TransportKind kind) {
    this.in = in;
    this.out = out;
    this.kind = kind;
  }

  /**
   * Wraps the ends of two pipes.
   *
   * @param in the end to read from; closed with the transport
   * @param out the end to write to; closed with the transport
   * @return the transport
   */
  public static ChannelTransport pipes(final FileInputStream in, final FileChannel out) {
    return new ChannelTransport(Input.of(in), out, TransportKind.PIPE);
  }

  /**
   * Wraps a connected socket.
   *
   * @param channel the connection, in blocking mode; its mode is the transport's from now on, and
   *     it is closed with the transport
   * @param kind what methods are told
   * @return the transport
   */
  public static ChannelTransport socket(final SocketChannel channel, final TransportKind kind) {
    return new ChannelTransport(Input.of(channel), channel, kind);
  }

  /**
   * Wraps a connected Unix socket and lets it hold as much as a large pipe: by default it is a
   * fifth of that, and each side waits for the other six times as often while a batch crosses.
   *
   * @param channel the connection; closed with the transport
   * @return the transport
   * @throws IOException when the connection broke
   */
  public static ChannelTransport unix(final SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER); // a hint, cut where too much
    return socket(channel, TransportKind.UNIX);
  }

  @Override
  public long read(final MemorySegment target, final long offset, final long length)
      throws IOException {
    final int n = in.read(readView.view(0, target, offset, length));
    if (n >= BULK && onBulk != null) {
      bulk();
    }
    return n;
  }

  /** Sets what is to be done when a transfer of more than a few pages is seen first. */
  ChannelTransport onBulk(final Runnable action) {
    onBulk = action;
    return this;
  }

  /**
   * Lets large messages go by reference from now on; any thread may say so.
   *
   * @param way into the pipe that this writes to, whose reader copies out of it and nothing else
   */
  void passPages(final PipePages way) {
    pages = way;
  }

  private void bulk() {
    final Runnable action = onBulk;
    onBulk = null;
    action.run();
  }

  @Override
  public void write(final MemorySegment source, final long offset, final long length)
      throws IOException {
    write(0, source, offset, length);
  }

  private void write(
      final int slot, final MemorySegment source, final long offset, final long length)
      throws IOException {
    long at = offset;
    final long end = offset + length;
    while (at < end) {
      final long written = out.write(writeViews.view(slot, source, at, end - at));
      if (written == 0) {
        in.block();
      }
      at += written;
    }
  }

  @Override
  public void write(final Gather gather) throws IOException {
    if (onBulk != null && gather.totalLength() >= BULK) {
      bulk();
    }
    final PipePages way = pages;
    long left = way == null ? 0 : byReference(gather.totalLength(), way);
    int i = 0;
    while (left > 0 && left >= gather.length(i)) {
      writePages(way, gather, i, gather.length(i));
      left -= gather.length(i++);
    }
    if (left > 0) {
      writePages(way, gather, i, left);
    }
    writeCopies(gather, i, left); // so much of this range has left
  }

  /**
   * How much of a message goes by reference. What follows it is copied, and fills the pipe: once it
   * is all written the reader has the rest, and the message's memory is its owner's again.
   */
  private static long byReference(final long length, final PipePages way) {
    if (length < 2 * BULK) {
      return 0;
    }
    final long capacity = way.capacity();
    return length / 2 < capacity ? 0 : length - capacity;
  }

  private void writePages(
      final PipePages way, final Gather gather, final int range, final long length)
      throws IOException {
    final MemorySegment segment = gather.segment(range);
    final long offset = gather.offset(range);
    long put = 0;
    if (length >= BULK && pages != null) {
      put = way.put(segment, offset, length);
      if (put < length) {
        pages = null;
      }
    }
    write(range % RANGES, segment, offset + put, length - put);
  }

  private void writeCopies(final Gather gather, final int first, final long done)
      throws IOException {
    final int count = gather.count();
    int i = first;
    long skip = done;
    while (i < count) {
      int n = 0;
      int j = i;
      boolean whole = true;
      for (; j < count && n < RANGES && whole; j++) {
        final long from = j == i ? skip : 0;
        final long length = gather.length(j) - from;
        if (length > 0) {
          if (n == ranges.length) {
            ranges = java.util.Arrays.copyOf(ranges, n * 2);
          }
          final ByteBuffer view =
              writeViews.view(j % RANGES, gather.segment(j), gather.offset(j) + from, length);
          ranges[n++] = view;
          whole = view.remaining() == length; // what lies beyond a window waits for the next round
        }
      }
      long written = n == 0 ? 0 : out.write(ranges, 0, n);
      if (written == 0 && n > 0) {
        in.block();
      }
      // find where to go on
      while (i < j) {
        final long length = gather.length(i) - skip;
        if (written < length) {
          skip += written;
          break;
        }
        written -= length;
        skip = 0;
        i++;
      }
    }
    writeViews.trim();
  }

  @Override
  public TransportKind kind() {
    return kind;
  }

  @Override
  public void close() {
    closeQuietly(out);
    if (in.channel() != (Channel) out) {
      closeQuietly(in.channel());
    }
  }

  private static void closeQuietly(final Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // the peer is gone already, or will see the end when the descriptor goes
    }
  }
}
