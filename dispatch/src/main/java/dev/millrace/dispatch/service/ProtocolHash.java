package dev.millrace.dispatch.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.wire.schema.Field;
import dev.millrace.wire.schema.Schema;
import dev.millrace.wire.schema.TypeToken;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/**
 * The digest two implementations of a protocol compare ([REFL-6] to [REFL-8]): SHA-256 over a tag
 * and a canonical JSON text of the names, kinds and types. Keys are written in their sorted order
 * right away, so the text is canonical by construction.
 */
final class ProtocolHash {
  private static final String TAG = "vgi_rpc.protocol_hash.v1|";

  private ProtocolHash() {}

  static String of(final String protocol, final List<MethodModel> sortedMethods) {
    final String text = TAG + canonicalJson(protocol, sortedMethods);
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String canonicalJson(final String protocol, final List<MethodModel> sortedMethods) {
    final StringBuilder out = new StringBuilder("{\"methods\":[");
    final Iterator<MethodModel> methods = sortedMethods.iterator();
    while (methods.hasNext()) {
      method(out, methods.next());
      if (methods.hasNext()) {
        out.append(',');
      }
    }
    out.append("],\"protocol\":");
    text(out, protocol);
    return out.append('}').toString();
  }

  private static void method(final StringBuilder out, final MethodModel method) {
    out.append("{\"has_header\":").append(method.headerSchema() != null);
    out.append(",\"has_return\":").append(method.hasResult());
    if (method.headerSchema() != null) {
      out.append(",\"header\":");
      fields(out, method.headerSchema());
    }
    out.append(",\"name\":");
    text(out, method.name());
    out.append(",\"params\":");
    fields(out, method.parameterSchema());
    if (method.hasResult()) {
      out.append(",\"result\":");
      fields(out, method.resultSchema());
    }
    out.append(",\"type\":");
    text(out, method.kind().methodType());
    out.append('}');
  }

  private static void fields(final StringBuilder out, final Schema schema) {
    out.append('[');
    for (int i = 0; i < schema.fields().size(); i++) {
      final Field field = schema.fields().get(i);
      if (i > 0) {
        out.append(',');
      }
      out.append("{\"name\":");
      text(out, field.name());
      out.append(",\"nullable\":").append(field.nullable()).append(",\"type\":");
      text(out, TypeToken.canonical(field));
      out.append('}');
    }
    out.append(']');
  }

  /** A JSON string with the fewest escapes, as RFC 8785 has it. */
  private static void text(final StringBuilder out, final String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      final char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
