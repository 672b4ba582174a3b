package dev.millrace.sdk.worker;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The catalogs of a worker, and which of them a call is about: what an attach hands out names the
 * catalog, so that any process of the worker can serve any later call.
 */
final class Catalogs {
  /** First byte of what an attach hands out; the name follows as UTF-8. */
  private static final byte FORMAT = 1;

  private final List<Catalog> catalogs;

  Catalogs(final List<Catalog> catalogs) {
    this.catalogs = List.copyOf(catalogs);
    if (catalogs.isEmpty()) {
      throw new IllegalArgumentException("a worker without a catalog");
    }
    if (catalogs.stream().map(Catalog::name).distinct().count() != catalogs.size()) {
      throw new IllegalArgumentException("two catalogs of one name");
    }
  }

  List<Catalog> all() {
    return catalogs;
  }

  Optional<Catalog> named(final String name) {
    return catalogs.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  byte[] attachData(final Catalog catalog) {
    final byte[] name = catalog.name().getBytes(StandardCharsets.UTF_8);
    final byte[] data = new byte[name.length + 1];
    data[0] = FORMAT;
    System.arraycopy(name, 0, data, 1, name.length);
    return data;
  }

  /** Finds the catalog of a call; null and empty data mean the first catalog. */
  Catalog ofAttach(final byte[] attachData) {
    if (attachData == null || attachData.length == 0) {
      return catalogs.getFirst();
    }
    if (attachData[0] == FORMAT) {
      try {
        final String name =
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(attachData, 1, attachData.length - 1))
                .toString();
        final Optional<Catalog> found = named(name);
        if (found.isPresent()) {
          return found.get();
        }
      } catch (final CharacterCodingException e) {
        // falls through: such data was not made here
      }
    }
    throw VgiErrors.notFound(
        "attach_opaque_data names no catalog of this worker; it serves "
            + catalogs.stream().map(Catalog::name).toList());
  }
}
