package dev.millrace.dispatch.transport;

import dev.millrace.shm.ring.SpinBudget;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

/**
 * Where a transport's bytes come from. Before a thread that waits for a message falls asleep it
 * looks for a while whether there is one, see {@link SpinBudget}. For one thread; any thread may
 * close the channel.
 */
class Input {
  /** Looks before the first reading of the clock; the answer to a small call is there by then. */
  private static final int FIRST_LOOKS = 20;

  /** Looks between two readings of the clock. */
  private static final int LOOKS = 8;

  /** Who asks for more is in the midst of a large batch and better asleep while it piles up. */
  private static final int SMALL = 1 << 16;

  private final SpinBudget budget = new SpinBudget();

  private final ReadableByteChannel channel;

  private Input(final ReadableByteChannel channel) {
    this.channel = channel;
  }

  /** Reads what is there; 0 when nothing is, where that can be known without waiting. */
  int readNow(final ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  /** Makes reads and writes of the same descriptor wait. */
  void block() throws IOException {
    // they do
  }

  final ReadableByteChannel channel() {
    return channel;
  }

  /** Waits for bytes; answers how many came, at least 1, or -1 when the peer has closed. */
  final int read(final ByteBuffer target) throws IOException {
    if (target.remaining() > SMALL) {
      return readAsleep(target);
    }
    final long nanos = budget.nanos();
    int n = nanos > 0 ? look(target, FIRST_LOOKS) : 0;
    if (n != 0) {
      budget.ended(0);
      return n;
    }
    final long began = System.nanoTime();
    if (nanos > 0) {
      n = look(target, began + nanos);
    }
    if (n == 0) {
      n = readAsleep(target);
    }
    budget.ended(System.nanoTime() - began);
    return n;
  }

  private int readAsleep(final ByteBuffer target) throws IOException {
    int n;
    do {
      block();
      n = channel.read(target);
    } while (n == 0);
    return n;
  }

  private int look(final ByteBuffer target, final long until) throws IOException {
    int n;
    do {
      Thread.yield(); // to whoever needs this core, perhaps the one that is waited for
      n = look(target, LOOKS);
    } while (n == 0 && System.nanoTime() - until < 0);
    return n;
  }

  private int look(final ByteBuffer target, final int times) throws IOException {
    for (int i = 0; i < times; i++) {
      final int n = readNow(target);
      if (n != 0) {
        return n;
      }
      Thread.onSpinWait();
    }
    return 0;
  }

  /** A pipe, or whatever standard input is. */
  static Input of(final FileInputStream stream) {
    return new Input(stream.getChannel()) {
      @Override
      int readNow(final ByteBuffer target) throws IOException {
        return stream.available() > 0 ? super.readNow(target) : 0;
      }
    };
  }

  /** A socket: while it is looked at, it is in non-blocking mode. */
  static Input of(final SocketChannel channel) {
    return new Input(channel) {
      private boolean blocking = true;

      @Override
      int readNow(final ByteBuffer target) throws IOException {
        if (blocking) {
          channel.configureBlocking(false);
          blocking = false;
        }
        return super.readNow(target);
      }

      @Override
      void block() throws IOException {
        if (!blocking) {
          channel.configureBlocking(true);
          blocking = true;
        }
      }
    };
  }

  /** A channel of which nothing is known but that it waits. */
  static Input of(final ReadableByteChannel channel) {
    return new Input(channel);
  }
}
