package dev.millrace.spec.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PythonPeersIT {
  @Test
  void environmentHoldsTheReleasesAskedFor() throws Exception {
    Path wanted = PythonPeers.moduleDirectory().resolve("peers/newest.in");
    Matcher pins =
        Pattern.compile("(?m)^([\\w-]+)(?:\\[.*])?==(\\S+)$").matcher(Files.readString(wanted));
    int checked = 0;
    while (pins.find()) {
      assertEquals(pins.group(2), installedVersion(pins.group(1)), pins.group(1));
      checked++;
    }
    assertEquals(2, checked, "vgi-rpc and vgi-python are pinned in " + wanted);
  }

  private static String installedVersion(String distribution) throws Exception {
    Process python =
        new ProcessBuilder(
                List.of(
                    PythonPeers.newest().toString(),
                    "-c",
                    "import sys, importlib.metadata as m; print(m.version(sys.argv[1]))",
                    distribution))
            .redirectErrorStream(true)
            .start();
    return new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
