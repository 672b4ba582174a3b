package dev.millrace.dispatch.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of a protocol: three numbers and nothing else ([RPC-8]).
 *
 * @param major must be equal on both sides
 * @param minor must be equal on both sides
 * @param patch ignored when versions are compared
 */
public record SemVer(long major, long minor, long patch) {
  private static final Pattern GRAMMAR =
      Pattern.compile("(0|[1-9][0-9]{0,17})\\.(0|[1-9][0-9]{0,17})\\.(0|[1-9][0-9]{0,17})");

  /**
   * Reads a version.
   *
   * @param text {@code MAJOR.MINOR.PATCH}
   * @return the version, or null when the text is none
   */
  public static SemVer parse(final String text) {
    final Matcher matcher = GRAMMAR.matcher(text);
    return matcher.matches()
        ? new SemVer(
            Long.parseLong(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            Long.parseLong(matcher.group(3)))
        : null;
  }

  /**
   * Tells whether a caller of one version may call a server of the other.
   *
   * @param other the other version
   * @return true when major and minor are equal
   */
  public boolean accepts(final SemVer other) {
    return major == other.major && minor == other.minor;
  }

  /**
   * Compares the parts that matter.
   *
   * @param other the other version
   * @return negative when this is the older one, positive when the newer, 0 when they accept each
   *     other
   */
  public int compare(final SemVer other) {
    return major != other.major
        ? Long.compare(major, other.major)
        : Long.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
