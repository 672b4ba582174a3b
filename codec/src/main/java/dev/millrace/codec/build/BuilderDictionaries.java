package dev.millrace.codec.build;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.DictionarySource;
import java.util.ArrayList;
import java.util.List;

/** The dictionaries of the columns of a batch builder, inner ones first. */
final class BuilderDictionaries implements DictionarySource {
  private final List<DictionaryStore> all = new ArrayList<>();

  private BuilderDictionaries() {}

  static BuilderDictionaries of(final List<ColumnBuilder> columns) {
    final BuilderDictionaries found = new BuilderDictionaries();
    columns.forEach(found::collect);
    return found;
  }

  private void collect(final ColumnBuilder builder) {
    if (builder instanceof DictionaryBuilder dictionary) {
      if (!all.contains(dictionary.store())) {
        collect(dictionary.values());
        all.add(dictionary.store());
      }
    } else {
      builder.children().forEach(this::collect);
    }
  }

  void clear() {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).clear();
    }
  }

  @Override
  public int count() {
    return all.size();
  }

  @Override
  public long id(final int dictionary) {
    return all.get(dictionary).id;
  }

  @Override
  public BatchBuffers values(final int dictionary) {
    return all.get(dictionary);
  }

  @Override
  public Object lineage(final int dictionary) {
    return all.get(dictionary).lineage();
  }

  @Override
  public BatchBuffers delta(final int dictionary, final long fromValue) {
    return all.get(dictionary).delta(fromValue);
  }
}
