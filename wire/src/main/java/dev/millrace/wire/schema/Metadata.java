package dev.millrace.wire.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Ordered key-value metadata of a schema, a field or a message. Immutable.
 *
 * <p>Keys and values are byte strings: UTF-8 by convention, but kept as they came, because
 * extension metadata and hostile peers hold other bytes. A key may repeat; look-ups answer with the
 * first.
 */
public final class Metadata {
  /** No entries. */
  public static final Metadata EMPTY = new Metadata(List.of());

  private final List<Entry> entries;

  private Metadata(final List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * One key with its value.
   *
   * @param key key text (bytes that are no UTF-8 read as replacement characters)
   * @param value value bytes; not to be changed by the caller
   */
  public record Entry(String key, byte[] value) {
    /** Checks the parts. */
    public Entry {
      Objects.requireNonNull(key);
      Objects.requireNonNull(value);
    }

    /**
     * Reads the value as text.
     *
     * @return the value as UTF-8, malformed bytes replaced
     */
    public String text() {
      return new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(final Object other) {
      return other instanceof Entry(String k, byte[] v) && k.equals(key) && Arrays.equals(v, value);
    }

    @Override
    public int hashCode() {
      return 31 * key.hashCode() + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return key + "=" + text();
    }
  }

  /**
   * Makes metadata from alternating keys and values.
   *
   * @param keysAndValues key, value, key, value, ...
   * @return the metadata
   */
  public static Metadata of(final String... keysAndValues) {
    if ((keysAndValues.length & 1) != 0) {
      throw new IllegalArgumentException("a key without a value");
    }
    final Builder builder = builder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      builder.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return builder.build();
  }

  /**
   * Starts an empty builder.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Lists the entries in their order.
   *
   * @return an immutable list
   */
  public List<Entry> entries() {
    return entries;
  }

  /**
   * Tells whether there are no entries.
   *
   * @return true when empty
   */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * Looks up the first value of a key as text.
   *
   * @param key the key
   * @return the value as UTF-8 with malformed bytes replaced, or null when the key is absent
   */
  public String get(final String key) {
    final byte[] value = getBytes(key);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  /**
   * Looks up the first value of a key as bytes.
   *
   * @param key the key
   * @return the value itself, not a copy, or null when the key is absent
   */
  public byte[] getBytes(final String key) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).key().equals(key)) {
        return entries.get(i).value();
      }
    }
    return null;
  }

  /**
   * Tells whether a key is present.
   *
   * @param key the key
   * @return true when at least one entry has it
   */
  public boolean has(final String key) {
    return getBytes(key) != null;
  }

  /**
   * Starts a builder that holds these entries.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    final Builder builder = new Builder();
    builder.entries.addAll(entries);
    return builder;
  }

  @Override
  public boolean equals(final Object other) {
    return other instanceof Metadata that && that.entries.equals(entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }

  /** Collects entries; not thread-safe. */
  public static final class Builder {
    private final List<Entry> entries = new ArrayList<>();

    private Builder() {}

    /**
     * Adds an entry with a text value.
     *
     * @param key the key
     * @param value the value, written as UTF-8
     * @return this
     */
    public Builder put(final String key, final String value) {
      return put(key, value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds an entry.
     *
     * @param key the key
     * @param value the value; kept, not copied
     * @return this
     */
    public Builder put(final String key, final byte[] value) {
      entries.add(new Entry(key, value));
      return this;
    }

    /**
     * Adds all entries of other metadata.
     *
     * @param other the metadata
     * @return this
     */
    public Builder putAll(final Metadata other) {
      entries.addAll(other.entries);
      return this;
    }

    /**
     * Removes every entry of a key.
     *
     * @param key the key
     * @return this
     */
    public Builder remove(final String key) {
      entries.removeIf(e -> e.key().equals(key));
      return this;
    }

    /**
     * Finishes.
     *
     * @return the metadata
     */
    public Metadata build() {
      return entries.isEmpty() ? EMPTY : new Metadata(List.copyOf(entries));
    }
  }
}
