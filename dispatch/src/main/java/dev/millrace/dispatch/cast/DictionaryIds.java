package dev.millrace.dispatch.cast;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.DictionarySource;
import dev.millrace.wire.schema.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dictionaries of one schema under the ids of another. Ids are names local to a stream, so a column
 * that moves from one stream to another takes its dictionary along under a new name; one that no
 * column needs stays behind.
 */
final class DictionaryIds {
  /**
   * Pairs of source and target id in the order found; a source dictionary may go to several
   * targets.
   */
  private final List<long[]> pairs = new ArrayList<>();

  private final Map<Long, Long> sourceOf = new HashMap<>();
  private boolean possible = true;
  private DictionarySource known;
  private DictionarySource mapped;

  /** Pairs the dictionaries of two fields of equal type. */
  void add(final Field source, final Field target) {
    for (int i = 0; i < source.children().size(); i++) {
      add(source.children().get(i), target.children().get(i));
    }
    if (source.dictionary() != null) {
      final long from = source.dictionary().id();
      final long to = target.dictionary().id();
      final Long earlier = sourceOf.putIfAbsent(to, from);
      if (earlier == null) {
        pairs.add(new long[] {from, to});
      } else {
        // one dictionary of the target can't be two of the source
        possible &= earlier == from;
      }
    }
  }

  boolean isPossible() {
    return possible;
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  /** Tells whether every id stays what it is. */
  boolean isIdentity() {
    return pairs.stream().allMatch(p -> p[0] == p[1]);
  }

  DictionarySource of(final DictionarySource source) {
    if (source != known) {
      known = source;
      mapped = new Mapped(source);
    }
    return mapped;
  }

  private final class Mapped implements DictionarySource {
    private final DictionarySource source;

    /** Position in the source and target id of each dictionary shown, in sending order. */
    private final List<long[]> shown = new ArrayList<>();

    Mapped(final DictionarySource source) {
      this.source = source;
      for (int i = 0; i < source.count(); i++) {
        for (final long[] pair : pairs) {
          if (pair[0] == source.id(i)) {
            shown.add(new long[] {i, pair[1]});
          }
        }
      }
    }

    private int position(final int dictionary) {
      return (int) shown.get(dictionary)[0];
    }

    @Override
    public int count() {
      return shown.size();
    }

    @Override
    public long id(final int dictionary) {
      return shown.get(dictionary)[1];
    }

    @Override
    public BatchBuffers values(final int dictionary) {
      return source.values(position(dictionary));
    }

    @Override
    public Object lineage(final int dictionary) {
      return source.lineage(position(dictionary));
    }

    @Override
    public BatchBuffers delta(final int dictionary, final long fromValue) {
      return source.delta(position(dictionary), fromValue);
    }
  }
}
