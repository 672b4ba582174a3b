package dev.millrace.jmh.micro;

import dev.millrace.codec.stream.Compression;
import java.util.function.Supplier;

/** What batches hold in the comparison, one family of types each. */
public enum Family {
  /** The batch of the headline comparison. */
  INT64_FLOAT64_UTF8(TextSamples.Trio::new),
  /** One column without nulls. */
  INT64(() -> new FlatSamples.Int64(false)),
  /** One column, every eighth row null. */
  INT64_NULLS(() -> new FlatSamples.Int64(true)),
  /** One column without nulls. */
  FLOAT64(FlatSamples.Float64::new),
  /** One column of bits. */
  BOOL(FlatSamples.Bool::new),
  /** One column of decimal128. */
  DECIMAL(FlatSamples.Decimal::new),
  /** Short texts, all ASCII. */
  UTF8_ASCII(() -> new TextSamples.Utf8(TextSamples.ascii())),
  /** Short texts with characters of all lengths. */
  UTF8_MIXED(() -> new TextSamples.Utf8(TextSamples.mixed())),
  /** Views, half of them inline. */
  UTF8_VIEW(TextSamples.Utf8View::new),
  /** Lists of 2.5 int64 on average. */
  LIST(NestedSamples.Lists::new),
  /** Two fields. */
  STRUCT(NestedSamples.Structs::new),
  /** Two entries a row. */
  MAP(NestedSamples.Maps::new),
  /** Dense, two members. */
  UNION(NestedSamples.Unions::new),
  /** 100 texts, int32 indices. */
  DICTIONARY(TextSamples.Encoded::new),
  /** Runs of ten rows. */
  RUN_END(RunEndSample::new),
  /** The headline batch, its body compressed. */
  LZ4(TextSamples.Trio::new),
  /** The headline batch, its body compressed. */
  ZSTD(TextSamples.Trio::new);

  private final Supplier<Sample> sample;

  Family(final Supplier<Sample> sample) {
    this.sample = sample;
  }

  Sample sample() {
    return sample.get();
  }

  Compression compression() {
    return switch (this) {
      case LZ4 -> Compression.LZ4_FRAME;
      case ZSTD -> Compression.ZSTD;
      default -> Compression.NONE;
    };
  }
}
