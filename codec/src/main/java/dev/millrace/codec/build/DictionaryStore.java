package dev.millrace.codec.build;

import dev.millrace.codec.BatchBuffers;
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
    return null;
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
