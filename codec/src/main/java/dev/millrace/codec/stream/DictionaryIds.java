package dev.millrace.codec.stream;

import dev.millrace.wire.schema.DictionaryEncoding;
import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import java.util.Arrays;
import java.util.List;

/**
 * Which dictionary of a batch feeds which dictionary of a stream. Equal schemas may number their
 * dictionaries differently: the batch of one peer goes out in the stream of another. Made once a
 * schema; immutable.
 */
final class DictionaryIds {
  private long[] own = new long[0];
  private long[] source = new long[0];

  private DictionaryIds() {}

  /**
   * Pairs the dictionaries of two equal schemas, inner ones first.
   *
   * @throws IllegalArgumentException when fields that share a dictionary in the stream have two in
   *     the batch
   */
  static DictionaryIds of(final Schema stream, final Schema batch) {
    final DictionaryIds ids = new DictionaryIds();
    ids.pair(stream.fields(), batch.fields());
    return ids;
  }

  private void pair(final List<Field> stream, final List<Field> batch) {
    for (int i = 0; i < stream.size(); i++) {
      pair(stream.get(i).children(), batch.get(i).children());
      final DictionaryEncoding encoding = stream.get(i).dictionary();
      if (encoding != null) {
        pair(encoding.id(), batch.get(i).dictionary().id());
      }
    }
  }

  private void pair(final long streamId, final long batchId) {
    for (int i = 0; i < own.length; i++) {
      if (own[i] == streamId) {
        if (source[i] != batchId) {
          throw new IllegalArgumentException(
              "dictionary " + streamId + " would be both " + source[i] + " and " + batchId);
        }
        return;
      }
    }
    own = Arrays.copyOf(own, own.length + 1);
    source = Arrays.copyOf(source, own.length);
    own[own.length - 1] = streamId;
    source[own.length - 1] = batchId;
  }

  int count() {
    return own.length;
  }

  long own(final int i) {
    return own[i];
  }

  long source(final int i) {
    return source[i];
  }
}
