package dev.millrace.sdk.storage;

import dev.millrace.shm.state.StateDirectory;
import dev.millrace.shm.state.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Begins and joins executions: mints their identifiers and opens their storage. Thread-safe.
 *
 * <p>State nobody works on any more is swept away when executions begin, at most once a minute.
 */
public final class Executions {

  /** Length of the identifiers that are minted here, in bytes. */
  public static final int ID_LENGTH = 16;

  private static final long SWEEP_EVERY = Duration.ofMinutes(1).toNanos();

  /** Not made before it is needed: its providers would be a tenth of a worker's start. */
  private static final class Randomness {
    static final SecureRandom SOURCE = new SecureRandom();
  }

  private final StateDirectory directory;
  private final AtomicLong nextSweep = new AtomicLong(System.nanoTime());

  /**
   * Uses a directory.
   *
   * @param directory where the state of executions lies; workers of an execution must use the same
   */
  public Executions(final StateDirectory directory) {
    this.directory = directory;
  }

  /**
   * Mints an identifier.
   *
   * @return {@link #ID_LENGTH} bytes that nobody can guess
   */
  public byte[] newId() {
    final byte[] id = new byte[ID_LENGTH];
    Randomness.SOURCE.nextBytes(id);
    return id;
  }

  /**
   * Opens the storage of a new execution.
   *
   * @param id its identifier
   * @return the storage, to be closed by the caller
   */
  public SharedExecution begin(final byte[] id) {
    sweep();
    final SharedExecution execution = new SharedExecution(open(id));
    execution.markBegun();
    return execution;
  }

  /**
   * Opens the storage of an execution that another connection began.
   *
   * @param id its identifier
   * @return the storage, to be closed by the caller
   * @throws GoneException if there is no such execution, or none any more
   */
  public SharedExecution join(final byte[] id) throws GoneException {
    if (id.length != ID_LENGTH) {
      throw new GoneException();
    }
    final SharedExecution execution = new SharedExecution(open(id));
    if (!execution.begun()) {
      execution.close();
      remove(id);
      throw new GoneException();
    }
    return execution;
  }

  private StateStore open(final byte[] id) {
    try {
      return directory.open(id);
    } catch (final IOException e) {
      throw new UncheckedIOException("the state of the execution can't be opened", e);
    }
  }

  /**
   * Removes the storage of an execution that nobody will join any more.
   *
   * @param id its identifier
   */
  public void remove(final byte[] id) {
    try {
      directory.remove(id);
    } catch (final IOException e) {
      throw new UncheckedIOException("the state of the execution can't be removed", e);
    }
  }

  private void sweep() {
    final long now = System.nanoTime();
    final long due = nextSweep.get();
    if (now - due < 0 || !nextSweep.compareAndSet(due, now + SWEEP_EVERY)) {
      return;
    }
    try {
      directory.sweep(StateDirectory.GRACE);
    } catch (final IOException e) {
      throw new UncheckedIOException("the state of old executions can't be swept away", e);
    }
  }

  /** There is no execution of that identifier, or none any more. */
  public static final class GoneException extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1L;

    GoneException() {
      super("no such execution, or none any more");
    }
  }
}
