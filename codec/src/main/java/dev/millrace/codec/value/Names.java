package dev.millrace.codec.value;

import dev.millrace.codec.value.annotation.Named;
import java.lang.reflect.AnnotatedElement;

/** Wire names of Java declarations. */
public final class Names {
  private Names() {}

  /**
   * Names a component, parameter or method on the wire: its {@link Named} annotation, else its Java
   * name in snake case.
   *
   * @param element the declaration
   * @param javaName its Java name
   * @return the wire name
   */
  public static String of(final AnnotatedElement element, final String javaName) {
    final Named named = element.getAnnotation(Named.class);
    return named == null ? snakeCase(javaName) : named.value();
  }

  /**
   * Turns a camel-case name into snake case. A run of capitals is one word: {@code listOfURLs} is
   * {@code list_of_urls}, {@code parseURLPath} is {@code parse_url_path}; digits stay with what
   * they follow: {@code int8Field} is {@code int8_field}.
   *
   * @param name the name
   * @return the name in lower case with underscores
   */
  public static String snakeCase(final String name) {
    final StringBuilder out = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      final char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0 && startsWord(name, i)) {
        out.append('_');
      }
      out.append(Character.toLowerCase(c));
    }
    return out.toString();
  }

  private static boolean startsWord(final String name, final int at) {
    final char before = name.charAt(at - 1);
    if (before == '_') {
      return false;
    }
    if (!Character.isUpperCase(before)) {
      return true;
    }
    // Inside a run of capitals only the last one starts a word, and only if a word follows it; a
    // plural s is no word.
    final int next = at + 1;
    return next < name.length()
        && Character.isLowerCase(name.charAt(next))
        && !(name.charAt(next) == 's' && isEndOfWord(name, next + 1));
  }

  private static boolean isEndOfWord(final String name, final int at) {
    return at == name.length() || !Character.isLowerCase(name.charAt(at));
  }
}
