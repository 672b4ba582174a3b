package dev.millrace.codec.build;

import dev.millrace.codec.column.Column;
import dev.millrace.wire.schema.Field;
import java.util.List;

/** Builds a column of the null type: a length and nothing else. */
public final class NullBuilder extends ColumnBuilder {

  NullBuilder(final Field field, final BuilderMemory memory) {
    super(field, memory, List.of());
  }

  /**
   * Makes the column a number of nulls long; allowed for a non-nullable field too, the type has no
   * other value.
   *
   * @param slots new length
   */
  public void setLength(final long slots) {
    length = checkCount(slots);
  }

  @Override
  public long nullCount() {
    return length;
  }

  @Override
  void putNulls(final long count) {
    length += count;
  }

  @Override
  void putEmpty(final long count) {
    length += count;
  }

  @Override
  void finish(final BufferList out) {
    out.node(length, length);
  }

  @Override
  void clear() {
    length = 0;
  }

  @Override
  List<BuilderBuffer> buffers() {
    return List.of();
  }

  @Override
  void putColumn(final Column source, final long from, final long count) {
    length += count;
  }
}
