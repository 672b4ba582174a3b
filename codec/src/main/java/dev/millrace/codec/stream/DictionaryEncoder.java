package dev.millrace.codec.stream;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.DictionarySource;
import dev.millrace.codec.compress.BodyCodec;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;

/**
 * Decides for each dictionary of a stream whether it must be sent before a batch, as a whole or as
 * a delta, and encodes it ([WRITE-7], [WRITE-8]).
 */
final class DictionaryEncoder {
  private final WriteOptions options;
  private final Schema schema;
  private final Sent[] sent;
  private Schema batchSchema;
  private DictionaryIds ids;
  private int[] positions;

  DictionaryEncoder(final Schema schema, final WriteOptions options, final BodyCodec codec) {
    this.schema = schema;
    this.options = options;
    ids = DictionaryIds.of(schema, schema);
    this.sent = new Sent[ids.count()];
    for (int i = 0; i < sent.length; i++) {
      sent[i] =
          new Sent(
              MessageEncoder.dictionaryBatches(options.metadataAlignment(), codec, ids.own(i)));
    }
  }

  /** What the reader of the stream has of one dictionary. */
  private static final class Sent {
    private final MessageEncoder encoder;
    private Object lineage;
    private long values;

    Sent(final MessageEncoder encoder) {
      this.encoder = encoder;
    }
  }

  int count() {
    return sent.length;
  }

  /** Forgets what was sent: a new stream begins. */
  void forget() {
    for (final Sent dictionary : sent) {
      dictionary.lineage = null;
    }
  }

  /** Appends what a batch of an accepted schema needs. */
  void encode(final Schema batch, final DictionarySource source, final Gather out) {
    if (batch != batchSchema || !matches(source)) {
      match(batch, source);
    }
    for (int i = 0; i < sent.length; i++) {
      encode(sent[i], source, positions[i], out);
    }
  }

  private void encode(
      final Sent known, final DictionarySource source, final int position, final Gather out) {
    final Object lineage = source.lineage(position);
    final BatchBuffers values = source.values(position);
    values.prepare();
    final long rows = values.rowCount();
    if (known.lineage == lineage && known.values == rows) {
      return;
    }
    BatchBuffers delta = null;
    if (known.lineage == lineage
        && rows > known.values
        && options.dictionaries() == DictionaryPolicy.DELTA) {
      delta = source.delta(position, known.values);
    }
    if (delta != null) {
      delta.prepare();
      known.encoder.encode(delta, Metadata.EMPTY, true, out);
    } else {
      known.encoder.encode(values, Metadata.EMPTY, out);
    }
    known.lineage = lineage;
    known.values = rows;
  }

  /** Finds for each dictionary of the stream its place in the source. */
  private void match(final Schema batch, final DictionarySource source) {
    ids = DictionaryIds.of(schema, batch);
    final int[] found = new int[sent.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = position(source, ids.source(i));
    }
    positions = found;
    batchSchema = batch;
  }

  /** Tells whether a source lists its dictionaries where the last one did. */
  private boolean matches(final DictionarySource source) {
    for (int i = 0; i < sent.length; i++) {
      if (positions[i] >= source.count() || source.id(positions[i]) != ids.source(i)) {
        return false;
      }
    }
    return true;
  }

  private static int position(final DictionarySource source, final long id) {
    for (int i = 0; i < source.count(); i++) {
      if (source.id(i) == id) {
        return i;
      }
    }
    throw new IllegalArgumentException("the batch brings no dictionary " + id);
  }
}
