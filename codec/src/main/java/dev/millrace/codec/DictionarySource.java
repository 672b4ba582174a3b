package dev.millrace.codec;

/**
 * The dictionaries of a batch, as a writer needs them to decide whether and how to send them.
 *
 * <p>They are listed so that one can be sent after the other: a dictionary whose values contain
 * dictionary-encoded fields comes after the dictionaries of those fields.
 */
public interface DictionarySource {

  /** No dictionaries. */
  DictionarySource NONE =
      new DictionarySource() {
        @Override
        public int count() {
          return 0;
        }

        @Override
        public long id(final int dictionary) {
          throw new IndexOutOfBoundsException(dictionary);
        }

        @Override
        public BatchBuffers values(final int dictionary) {
          throw new IndexOutOfBoundsException(dictionary);
        }

        @Override
        public Object lineage(final int dictionary) {
          throw new IndexOutOfBoundsException(dictionary);
        }

        @Override
        public BatchBuffers delta(final int dictionary, final long fromValue) {
          throw new IndexOutOfBoundsException(dictionary);
        }
      };

  /**
   * Counts the dictionaries.
   *
   * @return at least 0
   */
  int count();

  /**
   * Tells the identifier of a dictionary.
   *
   * @param dictionary position, in sending order
   * @return the identifier that fields refer to
   */
  long id(int dictionary);

  /**
   * Gives the whole dictionary.
   *
   * @param dictionary position, in sending order
   * @return a batch of one column: the values
   */
  BatchBuffers values(int dictionary);

  /**
   * Gives a token for the history of a dictionary: as long as the same object is returned, values
   * were only added at the end, so that the number of values tells whether the dictionary is the
   * one already sent.
   *
   * @param dictionary position, in sending order
   * @return an object compared by identity
   */
  Object lineage(int dictionary);

  /**
   * Gives the values from one position on, to be sent as a delta.
   *
   * @param dictionary position, in sending order
   * @param fromValue number of values already sent in this lineage
   * @return a batch of one column, or null where the source can't give it (the writer then sends
   *     the whole)
   */
  BatchBuffers delta(int dictionary, long fromValue);
}
