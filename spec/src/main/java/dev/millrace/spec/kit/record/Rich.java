package dev.millrace.spec.kit.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the rich header of a seed. Both sides of a test know the function, so that every field can
 * be compared.
 */
public final class Rich {
  private static final Status[] STATUSES = Status.values();

  private Rich() {}

  /**
   * Makes the header.
   *
   * @param seed any number
   * @return the header that belongs to the seed
   */
  public static RichHeader header(final long seed) {
    final Map<String, Long> numbers = new LinkedHashMap<>();
    numbers.put("a", seed);
    numbers.put("b", seed + 1);
    return new RichHeader(
        "seed-" + seed,
        new byte[] {(byte) seed, (byte) (seed + 1), (byte) (seed + 2)},
        seed * 7,
        seed * 1.5,
        Math.floorMod(seed, 2) == 0,
        List.of(seed, seed + 1, seed + 2),
        List.of("item-" + seed, "item-" + (seed + 1)),
        numbers,
        STATUSES[Math.floorMod(seed, STATUSES.length)],
        new Point(seed, seed * 2.0),
        Math.floorMod(seed, 2) == 0 ? "opt-" + seed : null,
        Math.floorMod(seed, 2) == 1 ? seed * 3 : null,
        Math.floorMod(seed, 3) == 0 ? new Point(seed, 0) : null,
        List.of(new Point(seed, seed + 1.0)),
        List.of(List.of(seed, seed + 1), List.of(seed + 2)),
        Math.floorMod(seed, 1000),
        (float) (seed / 3.0),
        Map.of("key", "val-" + seed));
  }
}
