package dev.millrace.codec.build;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.DictionarySource;
import dev.millrace.codec.RecordBatch;
import dev.millrace.wire.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * One dictionary under construction; shared by the fields of a batch that name the same identifier.
 */
final class DictionaryStore extends BufferList.Batch {
  final long id;
  final ColumnBuilder values;
  private final DictionaryMemo memo;
  private final List<DictionaryBuilder> users = new ArrayList<>();
  private DictionarySource inner;

  /** The values sent as a delta last; kept until the next one. */
  private BatchBuilder delta;

  private Object lineage = new Object();

  DictionaryStore(final long id, final ColumnBuilder values) {
    super(Schema.of(values.field()));
    this.id = id;
    this.values = values;
    this.memo = values.hasKeys() ? new DictionaryMemo(values) : null;
  }

  void usedBy(final DictionaryBuilder builder) {
    users.add(builder);
  }

  /** Tells whether equal values are found; otherwise every value appended is a new one. */
  boolean finds() {
    return memo != null;
  }

  /** Makes values that were appended directly known, before one more is appended. */
  void catchUp() {
    if (memo != null) {
      memo.catchUp(values.length);
    }
  }

  /** Takes back the last value if there is an equal one; returns the index that stands for it. */
  long internLast() {
    final long last = values.length - 1;
    if (memo == null || values.isNullSlot(last)) {
      return last;
    }
    memo.catchUp(last);
    final long index = memo.intern((int) last);
    if (index != last) {
      values.dropLast();
    }
    return index;
  }

  void clear() {
    for (final DictionaryBuilder user : users) {
      if (user.length > 0) {
        throw new IllegalStateException(
            "field " + user.name() + ": the dictionary is in use by " + user.length + " values");
      }
    }
    values.reset();
    if (memo != null) {
      memo.clear();
    }
    lineage = new Object();
  }

  Object lineage() {
    return lineage;
  }

  BatchBuffers delta(final long fromValue) {
    if (dictionaries().count() > 0) {
      return null; // a delta of its own would number the inner values anew
    }
    if (delta == null) {
      delta = new BatchBuilder(schema(), values.memory);
    }
    delta.reset();
    delta.column(0).append(RecordBatch.of(this).column(0), fromValue, values.length - fromValue);
    return delta;
  }

  @Override
  public DictionarySource dictionaries() {
    if (inner == null) {
      inner = BuilderDictionaries.of(List.of(values));
    }
    return inner;
  }

  @Override
  public void prepare() {
    list.clear();
    values.finish(list);
  }

  @Override
  public long rowCount() {
    return values.length;
  }
}
