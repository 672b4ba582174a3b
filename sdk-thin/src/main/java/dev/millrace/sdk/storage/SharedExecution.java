package dev.millrace.sdk.storage;

import dev.millrace.shm.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The storage of one execution as one connection sees it. Counters are looked up once a connection
 * and then added to directly. One object is used by one thread; the state behind it by any.
 */
public final class SharedExecution implements ExecutionStorage, AutoCloseable {
  private static final byte[] FUNCTION = bytes("function");
  private static final byte[] FRAMEWORK = bytes("_millrace");
  private static final byte[] BEGUN = bytes("begun");
  private static final byte[] FINALIZE = bytes("_millrace_finalize");

  private final StateStore store;
  private final Map<String, StateStore.Counter> counters = new HashMap<>();

  SharedExecution(final StateStore store) {
    this.store = store;
  }

  void markBegun() {
    store.counterAdd(FRAMEWORK, BEGUN, 1);
  }

  boolean begun() {
    return store.counter(FRAMEWORK, BEGUN).get() != 0;
  }

  @Override
  public long counterAdd(final String counter, final long delta) {
    StateStore.Counter handle = counters.get(counter);
    if (handle == null) {
      handle = store.counter(FUNCTION, bytes(counter));
      counters.put(counter, handle);
    }
    return handle.add(delta);
  }

  @Override
  public void put(final String key, final byte[] value) {
    store.put(FUNCTION, bytes(key), value);
  }

  @Override
  public Optional<byte[]> get(final String key) {
    return store.get(FUNCTION, bytes(key));
  }

  @Override
  public void push(final String queue, final byte[] item) {
    store.push(FUNCTION, bytes(queue), item);
  }

  @Override
  public Optional<byte[]> pop(final String queue) {
    return store.pop(FUNCTION, bytes(queue));
  }

  /**
   * Keeps what one stream of input leaves for the finalize.
   *
   * @param stream identifies the stream
   * @param state what it leaves
   */
  public void keepForFinalize(final byte[] stream, final byte[] state) {
    store.put(FINALIZE, stream, state);
  }

  /**
   * Reads what one stream of input left for the finalize.
   *
   * @param stream identifies the stream
   * @return what it left, or empty when it left nothing
   */
  public Optional<byte[]> keptForFinalize(final byte[] stream) {
    return store.get(FINALIZE, stream);
  }

  @Override
  public void close() {
    store.close();
  }

  private static byte[] bytes(final String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
