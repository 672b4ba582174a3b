package dev.millrace.shm.ring;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process at the other end: sends back what comes until the ring ends; started by the tests. */
final class RingEcho {
  private RingEcho() {}

  public static void main(final String[] args) throws Exception {
    final MemorySegment buffer = Arena.global().allocate(1 << 16);
    final RingChannel channel = new RingChannel(RingRegion.attach(args[0]), RingIdle.ADAPTIVE);
    for (long n = channel.read(buffer, 0, 1 << 16); n >= 0; n = channel.read(buffer, 0, 1 << 16)) {
      channel.write(buffer, 0, n);
    }
    channel.close();
    channel.release();
  }

  static Process start(final String name) throws Exception {
    final List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), RingEcho.class.getName(), name));
    return new ProcessBuilder(command).inheritIO().start();
  }
}
