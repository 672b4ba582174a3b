package dev.millrace.jmh.headline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The workers under test: ours, and those of the peers that could be built here. */
final class Peers {
  private final Path ours;
  private final Path folder;
  private final List<String> absent = new ArrayList<>();

  private Peers(final Path ours, final Path folder) {
    this.ours = ours;
    this.folder = folder;
  }

  /** Looks for launchers named {@code rust-worker} and {@code python-worker} in a folder. */
  static Peers find(final Path ours, final Path folder) {
    final Peers peers = new Peers(ours, folder);
    for (final String peer : List.of("rust", "python")) {
      if (!Files.isExecutable(peers.launcher(peer))) {
        peers.absent.add("no " + peer + "-worker in " + folder);
      }
    }
    return peers;
  }

  private Path launcher(final String peer) {
    return folder.resolve(peer + "-worker");
  }

  boolean isPeer(final String implementation) {
    return implementation.equals("rust") || implementation.equals("python");
  }

  /** The command of a worker; empty for the limit, null for a peer that is absent. */
  List<String> command(final String implementation) {
    return switch (implementation) {
      case "limit" -> List.of();
      case "millrace" -> List.of(ours.toString());
      default ->
          Files.isExecutable(launcher(implementation))
              ? List.of(launcher(implementation).toString())
              : null;
    };
  }

  /** What is missing from this run, in words. */
  List<String> absent() {
    return absent;
  }
}
