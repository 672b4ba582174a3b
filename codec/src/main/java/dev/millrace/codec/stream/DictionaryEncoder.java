package dev.millrace.codec.stream;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.DictionarySource;
import dev.millrace.wire.schema.Metadata;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides for each dictionary of a batch whether it must be sent, as a whole or as a delta, and
 * encodes it.
 */
final class DictionaryEncoder {
  private final WriteOptions options;
  private final List<Sent> sent = new ArrayList<>();

  DictionaryEncoder(final WriteOptions options) {
    this.options = options;
  }

  /** What the reader of the stream has of one dictionary. */
  private static final class Sent {
    private final long id;
    private final MessageEncoder encoder;
    private Object lineage;
    private long values;

    Sent(final long id, final WriteOptions options) {
      this.id = id;
      this.encoder = MessageEncoder.dictionaryBatches(options, id);
    }
  }

  /** Forgets what was sent: a new stream begins. */
  void forget() {
    for (int i = 0; i < sent.size(); i++) {
      sent.get(i).lineage = null;
    }
  }

  void encode(final DictionarySource source, final Gather out) {
    final int count = source.count();
    for (int i = 0; i < count; i++) {
      final Sent known = sent(source.id(i));
      final Object lineage = source.lineage(i);
      final BatchBuffers values = source.values(i);
      values.prepare();
      final long rows = values.rowCount();
      if (known.lineage == lineage && known.values == rows) {
        continue;
      }
      BatchBuffers delta = null;
      if (known.lineage == lineage
          && rows > known.values
          && options.dictionaries() == DictionaryPolicy.DELTA) {
        delta = source.delta(i, known.values);
      }
      if (delta != null) {
        delta.prepare();
        known.encoder.encode(delta, Metadata.EMPTY, true, out);
      } else {
        known.encoder.encode(values, Metadata.EMPTY, false, out);
      }
      known.lineage = lineage;
      known.values = rows;
    }
  }

  private Sent sent(final long id) {
    for (int i = 0; i < sent.size(); i++) {
      if (sent.get(i).id == id) {
        return sent.get(i);
      }
    }
    final Sent first = new Sent(id, options);
    sent.add(first);
    return first;
  }
}
