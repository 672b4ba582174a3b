package dev.millrace.codec.value;

import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives every dictionary-encoded field of a schema a dictionary of its own: 0, 1, ... in pre-order.
 */
final class DictionaryIds {
  private long next;

  private DictionaryIds() {}

  static Schema number(final Schema schema) {
    final DictionaryIds ids = new DictionaryIds();
    return new Schema(ids.number(schema.fields()), schema.metadata());
  }

  private List<Field> number(final List<Field> fields) {
    final List<Field> numbered = new ArrayList<>(fields.size());
    for (final Field field : fields) {
      final DictionaryEncoding encoding = field.dictionary();
      numbered.add(
          new Field(
              field.name(),
              field.nullable(),
              field.type(),
              encoding == null
                  ? null
                  : new DictionaryEncoding(next++, encoding.indexType(), encoding.ordered()),
              number(field.children()),
              field.metadata()));
    }
    return numbered;
  }
}
