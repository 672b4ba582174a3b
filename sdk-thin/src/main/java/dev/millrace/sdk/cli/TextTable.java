package dev.millrace.sdk.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Rows of text in aligned columns; numbers to the right. */
public final class TextTable {
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] right;

  /**
   * Starts a table.
   *
   * @param header names of the columns
   */
  public TextTable(final List<String> header) {
    this.header = List.copyOf(header);
    this.right = new boolean[header.size()];
  }

  /**
   * Adds a row.
   *
   * @param cells one value a column; null prints as NULL
   */
  public void add(final List<?> cells) {
    final List<String> row = new ArrayList<>(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      row.add(text(cells.get(i)));
      right[i] |= cells.get(i) instanceof Number;
    }
    rows.add(row);
  }

  /**
   * Makes a value readable.
   *
   * @param value the value
   * @return its text, bytes in hexadecimal
   */
  public static String text(final Object value) {
    return switch (value) {
      case null -> "NULL";
      case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
      case Object other -> other.toString().replace("\n", "\\n").replace("\t", "\\t");
    };
  }

  /**
   * Prints the table.
   *
   * @param out where to
   */
  public void print(final PrintWriter out) {
    final int[] widths = new int[header.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = header.get(i).length();
      for (final List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    line(out, header, widths);
    final List<String> rule = new ArrayList<>();
    for (final int width : widths) {
      rule.add("-".repeat(width));
    }
    line(out, rule, widths);
    for (final List<String> row : rows) {
      line(out, row, widths);
    }
    out.flush();
  }

  private void line(final PrintWriter out, final List<String> cells, final int[] widths) {
    final StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      final String pad = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : "  ");
      line.append(right[i] ? pad + cells.get(i) : cells.get(i) + pad);
    }
    out.println(line.toString().stripTrailing());
  }
}
