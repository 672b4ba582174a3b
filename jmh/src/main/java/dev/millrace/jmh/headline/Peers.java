package dev.millrace.jmh.headline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The workers under test: ours, and those of the peers that could be built here. */
final class Peers {
  static final List<String> NAMES = List.of("rust", "python");

  private final Path ours;
  private final Path folder;
  private final List<String> absent = new ArrayList<>();

  private Peers(final Path ours, final Path folder) {
    this.ours = ours;
    this.folder = folder;
  }

  /**
   * Looks for what {@code jmh/peers/build.sh} left in a folder: a launcher {@code NAME-worker}, or
   * the reason in {@code NAME-absent}.
   *
   * @throws IOException if our own worker is missing, or a peer without a reason
   */
  static Peers find(final Path ours, final Path folder) throws IOException {
    if (!Files.isExecutable(ours)) {
      throw new IOException("no worker to measure: " + ours);
    }
    final Peers peers = new Peers(ours, folder);
    for (final String peer : NAMES) {
      final Path reason = folder.resolve(peer + "-absent");
      if (Files.exists(reason)) {
        peers.absent.add(peer + ": " + Files.readString(reason).strip());
      } else if (!Files.isExecutable(peers.launcher(peer))) {
        throw new IOException(
            "no " + peers.launcher(peer) + "; build it with jmh/peers/build.sh " + folder);
      }
    }
    return peers;
  }

  private Path launcher(final String peer) {
    return folder.resolve(peer + "-worker");
  }

  /** The command of a worker; empty for the limit, null for a peer that is absent. */
  List<String> command(final String implementation) {
    return switch (implementation) {
      case "limit" -> List.of();
      case "millrace" -> List.of(ours.toString());
      case "rust", "python" ->
          Files.exists(folder.resolve(implementation + "-absent"))
              ? null
              : List.of(launcher(implementation).toString());
      default -> throw new IllegalArgumentException("no implementation " + implementation);
    };
  }

  /** What is missing from this run, in words. */
  List<String> absent() {
    return absent;
  }
}
