package dev.millrace.codec.value;

import java.io.Serial;

/**
 * A value breaks the contract of its declaration: a null where none is allowed, a number out of
 * range, an enum name nobody declared, a column of a type that can't be read as the declared one, a
 * missing column without a default [VAL-9]. The bytes were well-formed; broken bytes are a {@link
 * dev.millrace.wire.MalformedException}.
 *
 * <p>When reading, the peer is at fault (dispatch answers with a type error of the protocol); when
 * writing, the caller.
 */
public final class ValueException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private final String path;
  private final String detail;

  /**
   * Creates the error.
   *
   * @param detail what was found and what was expected
   */
  public ValueException(final String detail) {
    this("", detail, null);
  }

  private ValueException(final String path, final String detail, final Throwable cause) {
    super(path.isEmpty() ? detail : path + ": " + detail, cause);
    this.path = path;
    this.detail = detail;
  }

  /**
   * Says where in the value the fault is.
   *
   * @return wire names from the outside in, such as {@code request.copy_from.format} or {@code
   *     points[3].x}; empty for a single value
   */
  public String path() {
    return path;
  }

  /**
   * Says what is wrong without saying where.
   *
   * @return the detail the error was created with
   */
  public String detail() {
    return detail;
  }

  /**
   * Adds an outer name to the path.
   *
   * @param name wire name of the component or parameter that holds the value
   * @return the same error, told from one level further out
   */
  ValueException within(final String name) {
    final ValueException outer =
        new ValueException(
            path.isEmpty() ? name : path.startsWith("[") ? name + path : name + "." + path,
            detail,
            getCause());
    outer.setStackTrace(getStackTrace());
    return outer;
  }
}
