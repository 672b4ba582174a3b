package dev.millrace.dispatch.error;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stack traces as the wire carries them: bounded text, and the innermost frames apart ([ERR-9]).
 */
final class Traceback {
  /** Longest text in characters, the mark of a cut excluded. */
  static final int MAX_LENGTH = 16_000;

  private static final String CUT = "\n… <traceback truncated>";
  private static final int FRAMES = 5;

  private Traceback() {}

  static String of(final Throwable thrown) {
    final StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    final String whole = text.toString();
    if (whole.length() <= MAX_LENGTH) {
      return whole;
    }
    final int end =
        Character.isHighSurrogate(whole.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return whole.substring(0, end) + CUT;
  }

  /** The innermost frames, the one that threw last. */
  static List<Map<String, Object>> frames(final Throwable thrown) {
    final StackTraceElement[] stack = thrown.getStackTrace();
    final List<Map<String, Object>> frames = new ArrayList<>(FRAMES);
    for (int i = Math.min(FRAMES, stack.length) - 1; i >= 0; i--) {
      final Map<String, Object> frame = new LinkedHashMap<>();
      final String file = stack[i].getFileName();
      frame.put("file", file == null ? stack[i].getClassName() : file);
      frame.put("line", Math.max(0, stack[i].getLineNumber()));
      frame.put("function", stack[i].getClassName() + "." + stack[i].getMethodName());
      frame.put("code", null);
      frames.add(frame);
    }
    return frames;
  }
}
