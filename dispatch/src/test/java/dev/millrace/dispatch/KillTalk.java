package dev.millrace.dispatch;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.Float64Builder;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.column.Float64Column;
import dev.millrace.codec.column.Int64Column;
import dev.millrace.dispatch.client.RpcClient;
import dev.millrace.wire.schema.Metadata;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/** A conversation of calls of every kind and size, in random order, each answer checked. */
final class KillTalk {
  private static final int MAX_ROWS = 60_000;

  private final Fixture fixture;
  private final Random random;
  private final OffHeapMemory memory = BuilderMemory.offHeap();
  private final BatchBuilder input = new BatchBuilder(FixtureService.VALUE, memory);

  KillTalk(final RpcClient client, final long seed) {
    this.fixture = client.bind(Fixture.class);
    this.random = new Random(seed);
  }

  void step() {
    switch (random.nextInt(5)) {
      case 0 -> require(fixture.add(1, 2) == 3);
      case 1 -> {
        final byte[] data = new byte[random.nextInt(1 << random.nextInt(20))];
        random.nextBytes(data);
        final MemorySegment echoed = fixture.echo(MemorySegment.ofArray(data));
        require(java.util.Arrays.equals(data, echoed.toArray(ValueLayout.JAVA_BYTE)));
      }
      case 2 -> count(fixture.count(20));
      case 3 -> count(fixture.countWithHeader(null, 20));
      default -> scale();
    }
  }

  private void count(final ProducerStream<?> produced) {
    try (ProducerStream<?> stream = produced) {
      final int read = random.nextInt(25);
      for (int i = 0; i < read; i++) {
        final var batch = stream.next();
        require(i < 20 ? ((Int64Column) batch.column(0)).get(0) == i : batch == null);
      }
    }
  }

  private void scale() {
    try (ExchangeStream<Void> stream = fixture.scale(2)) {
      for (int turn = random.nextInt(4); turn >= 0; turn--) {
        input.reset();
        final Float64Builder values = input.column(0, Float64Builder.class);
        final int rows = 1 + random.nextInt(MAX_ROWS);
        for (int i = 0; i < rows; i++) {
          values.append(i);
        }
        final Float64Column scaled =
            (Float64Column) stream.exchange(input, Metadata.EMPTY).column(0);
        require(scaled.length() == rows && scaled.get(rows - 1) == 2.0 * (rows - 1));
      }
    }
  }

  private static void require(final boolean right) {
    if (!right) {
      throw new AssertionError("a wrong answer");
    }
  }
}
