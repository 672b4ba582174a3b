package dev.millrace.codec.compress;

/** The sequences of one block: collected, then written as a sequences section. */
final class SequenceEncoder {
  private static final int MAX_SEQUENCES = ZstdFormat.MAX_BLOCK / 4 + 1;
  private static final int OWN_TABLE_FROM = 64;
  private static final int ENCODED = 2;
  private static final byte[] LITERAL_LENGTH_CODES = codes(ZstdFormat.LITERAL_LENGTH_BASE, 0, 64);
  private static final byte[] MATCH_LENGTH_CODES = codes(ZstdFormat.MATCH_LENGTH_BASE, 3, 128);

  private final int[] literalLengths = new int[MAX_SEQUENCES];
  private final int[] matchLengths = new int[MAX_SEQUENCES];
  private final int[] offsets = new int[MAX_SEQUENCES];
  private final byte[] llCodes = new byte[MAX_SEQUENCES];
  private final byte[] mlCodes = new byte[MAX_SEQUENCES];
  private final byte[] ofCodes = new byte[MAX_SEQUENCES];
  private final FseEncoder llTable =
      new FseEncoder(ZstdFormat.LITERAL_LENGTH_BASE.length, ZstdFormat.MAX_LITERAL_LENGTH_LOG);
  private final FseEncoder ofTable =
      new FseEncoder(ZstdFormat.OFFSET_BASE.length, ZstdFormat.MAX_OFFSET_LOG);
  private final FseEncoder mlTable =
      new FseEncoder(ZstdFormat.MATCH_LENGTH_BASE.length, ZstdFormat.MAX_MATCH_LENGTH_LOG);
  private final BitWriter bits = new BitWriter();
  private int count;

  /** Inverts baselines for small values; for larger ones codes go with powers of two. */
  private static byte[] codes(final int[] bases, final int smallest, final int size) {
    final byte[] codes = new byte[size];
    int code = 0;
    for (int value = 0; value < size; value++) {
      while (code + 1 < bases.length && bases[code + 1] <= value + smallest) {
        code++;
      }
      codes[value] = (byte) code;
    }
    return codes;
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  /**
   * Adds a sequence.
   *
   * @param offset offset value: 1 for the last distance again, else distance + 3
   */
  void add(final int literals, final int match, final int offset) {
    literalLengths[count] = literals;
    matchLengths[count] = match;
    offsets[count++] = offset;
  }

  private static int log2(final int value) {
    return 31 - Integer.numberOfLeadingZeros(value);
  }

  private void makeCodes() {
    for (int i = 0; i < count; i++) {
      final int ll = literalLengths[i];
      final int ml = matchLengths[i] - ZstdFormat.MIN_MATCH;
      llCodes[i] = (byte) (ll < 64 ? LITERAL_LENGTH_CODES[ll] : log2(ll) + 19);
      mlCodes[i] = (byte) (ml < 128 ? MATCH_LENGTH_CODES[ml] : log2(ml) + 36);
      ofCodes[i] = (byte) log2(offsets[i]);
    }
  }

  /** Writes the section; returns where it ends. The array must have room for it. */
  int write(final byte[] out, final int from) {
    int at = from;
    if (count < 128) {
      out[at++] = (byte) count;
    } else if (count < 0x7F00) {
      out[at++] = (byte) ((count >>> 8) + 128);
      out[at++] = (byte) count;
    } else {
      out[at++] = (byte) 255;
      ZstdFormat.SHORT.set(out, at, (short) (count - 0x7F00));
      at += 2;
    }
    if (count == 0) {
      return at;
    }
    makeCodes();
    final int modes = at++;
    final int ll =
        choose(
            llTable,
            llCodes,
            ZstdFormat.LITERAL_LENGTH_DEFAULT,
            6,
            ZstdFormat.MAX_LITERAL_LENGTH_LOG);
    at = ll == ENCODED ? llTable.writeTable(out, at) : at;
    final int of =
        choose(ofTable, ofCodes, ZstdFormat.OFFSET_DEFAULT, 5, ZstdFormat.MAX_OFFSET_LOG);
    at = of == ENCODED ? ofTable.writeTable(out, at) : at;
    final int ml =
        choose(
            mlTable, mlCodes, ZstdFormat.MATCH_LENGTH_DEFAULT, 6, ZstdFormat.MAX_MATCH_LENGTH_LOG);
    at = ml == ENCODED ? mlTable.writeTable(out, at) : at;
    out[modes] = (byte) (ll << 6 | of << 4 | ml << 2);
    return writeBits(out, at);
  }

  /**
   * Few sequences do not pay for a table of their own; the default one has no code above 28 for
   * offsets.
   */
  private int choose(
      final FseEncoder table,
      final byte[] codes,
      final short[] standard,
      final int standardLog,
      final int maxLog) {
    table.count(codes, count);
    boolean covered = true;
    for (int i = 0; i < count && covered; i++) {
      covered = codes[i] < standard.length;
    }
    final boolean varied = table.largestCount() < count;
    if (covered && (count < OWN_TABLE_FROM || !varied)) {
      table.define(standard, standardLog);
      return ZstdFormat.PREDEFINED;
    }
    if (!varied) {
      throw new IllegalStateException("offset code " + codes[0]);
    }
    table.define(count, maxLog);
    return ENCODED;
  }

  private int writeBits(final byte[] out, final int from) {
    bits.begin(out, from);
    int i = count - 1;
    int ml = mlTable.firstState(mlCodes[i]);
    int of = ofTable.firstState(ofCodes[i]);
    int ll = llTable.firstState(llCodes[i]);
    extra(i);
    while (i > 0) {
      i--;
      of = ofTable.encode(bits, of, ofCodes[i]);
      ml = mlTable.encode(bits, ml, mlCodes[i]);
      ll = llTable.encode(bits, ll, llCodes[i]);
      bits.flush();
      extra(i);
    }
    bits.add(ml, mlTable.log());
    bits.add(of, ofTable.log());
    bits.add(ll, llTable.log());
    return bits.finishMarked();
  }

  private void extra(final int i) {
    bits.add(
        literalLengths[i] - ZstdFormat.LITERAL_LENGTH_BASE[llCodes[i]],
        ZstdFormat.LITERAL_LENGTH_BITS[llCodes[i]]);
    bits.add(
        matchLengths[i] - ZstdFormat.MATCH_LENGTH_BASE[mlCodes[i]],
        ZstdFormat.MATCH_LENGTH_BITS[mlCodes[i]]);
    bits.flush();
    bits.add(offsets[i], ofCodes[i]);
    bits.flush();
  }
}
