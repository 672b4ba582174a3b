package dev.millrace.sdk.worker;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.column.Column;
import dev.millrace.codec.column.StructColumn;
import dev.millrace.sdk.values.OneRow;
import dev.millrace.sdk.values.Values;
import dev.millrace.wire.schema.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Constant arguments as a client sent them: a one-row stream with a struct column {@code args}
 * whose members are {@code positional_k} and {@code named_x} (clause VGI-6).
 *
 * @param positional values by position
 * @param named values by name
 */
record ReceivedArguments(List<Value> positional, Map<String, Value> named) {
  private static final String POSITIONAL = "positional_";
  private static final String NAMED = "named_";

  /**
   * An argument.
   *
   * @param type its type as sent
   * @param value its value, null for NULL
   */
  record Value(Field type, Object value) {}

  static ReceivedArguments read(final byte[] bytes) {
    return OneRow.read(bytes, ReceivedArguments::of);
  }

  private static ReceivedArguments of(final RecordBatch batch) {
    final TreeMap<Integer, Value> positional = new TreeMap<>();
    final Map<String, Value> named = new LinkedHashMap<>();
    if (batch.rowCount() > 1 || batch.columnCount() > 1) {
      throw VgiErrors.invalid("arguments must be one row of one struct");
    }
    if (batch.columnCount() == 1 && batch.rowCount() == 1) {
      if (!(batch.column(0) instanceof StructColumn args)) {
        throw VgiErrors.invalid("arguments must be a struct");
      }
      for (int i = 0; i < args.childCount(); i++) {
        add(args.child(i), positional, named);
      }
    }
    if (!positional.isEmpty() && positional.lastKey() != positional.size() - 1) {
      throw VgiErrors.invalid("positional arguments are not numbered from 0 without gaps");
    }
    return new ReceivedArguments(List.copyOf(positional.values()), named);
  }

  private static void add(
      final Column child, final Map<Integer, Value> positional, final Map<String, Value> named) {
    final String name = child.field().name();
    final Value value = new Value(child.field(), Values.read(child, 0));
    final Value before;
    if (name.startsWith(POSITIONAL)) {
      before = positional.put(position(name), value);
    } else if (name.startsWith(NAMED)) {
      before = named.put(name.substring(NAMED.length()), value);
    } else {
      throw VgiErrors.invalid("argument '" + name + "' is neither positional nor named");
    }
    if (before != null) {
      throw VgiErrors.invalid("argument '" + name + "' is given twice");
    }
  }

  private static int position(final String name) {
    try {
      return Integer.parseUnsignedInt(name, POSITIONAL.length(), name.length(), 10);
    } catch (final NumberFormatException e) {
      throw VgiErrors.invalid("'" + name + "' is no position");
    }
  }
}
