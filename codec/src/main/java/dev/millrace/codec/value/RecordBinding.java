package dev.millrace.codec.value;

/**
 * Takes records of one class apart and puts them together. Implemented by classes that {@link
 * RecordBinder} generates next to the record class, which is why it is public; not for
 * applications.
 *
 * @hidden
 */
public interface RecordBinding {
  /**
   * Makes a record.
   *
   * @param source gives its components
   * @return the record
   */
  Object make(Source source);

  /**
   * Hands over the components of a record, in order.
   *
   * @param record the record
   * @param sink takes them
   */
  void take(Object record, Sink sink);

  /** Gives components by their number. */
  interface Source {
    /**
     * Reads a component of type long, int, short or byte.
     *
     * @param index number of the component
     * @return its value, sign-extended
     */
    long readLong(int index);

    /**
     * Reads a component of type double or float.
     *
     * @param index number of the component
     * @return its value
     */
    double readDouble(int index);

    /**
     * Reads a component of type boolean.
     *
     * @param index number of the component
     * @return its value
     */
    boolean readBoolean(int index);

    /**
     * Reads a component of a reference type.
     *
     * @param index number of the component
     * @return its value
     */
    Object readObject(int index);
  }

  /** Takes components by their number. */
  interface Sink {
    /**
     * Writes a component of type long, int, short or byte.
     *
     * @param index number of the component
     * @param value its value, sign-extended
     */
    void writeLong(int index, long value);

    /**
     * Writes a component of type double or float.
     *
     * @param index number of the component
     * @param value its value
     */
    void writeDouble(int index, double value);

    /**
     * Writes a component of type boolean.
     *
     * @param index number of the component
     * @param value its value
     */
    void writeBoolean(int index, boolean value);

    /**
     * Writes a component of a reference type.
     *
     * @param index number of the component
     * @param value its value
     */
    void writeObject(int index, Object value);
  }
}
