package dev.millrace.shm.counters;

import org.agrona.concurrent.status.CountersReader;

/**
 * Layout of a counters file. Native byte order.
 *
 * <pre>
 *  +-----------------------------+
 *  | magic and version     (i64) |     0
 *  | pid                   (i64) |     8
 *  | start, ms             (i64) |    16
 *  | length of the label   (i32) |    24
 *  | label: the command, UTF-8  ...    28
 *  +-----------------------------+
 *  | folds begun           (i64) |  4032   one more before lanes are added to the totals
 *  | folds ended           (i64) |  4040   one more after
 *  +-----------------------------+
 *  | counter metadata (Agrona)   |  4096
 *  +-----------------------------+
 *  | counter values (Agrona)     |
 *  +-----------------------------+
 *  | distinct error log (Agrona) |
 *  +-----------------------------+
 * </pre>
 */
final class CountersDescriptor {
  static final long MAGIC = 0x3130_5441_5453_4c4dL; // "MLSTAT01"

  static final int MAGIC_OFFSET = 0;
  static final int PID_OFFSET = 8;
  static final int START_OFFSET = 16;
  static final int LABEL_LENGTH_OFFSET = 24;
  static final int LABEL_OFFSET = 28;
  static final int LABEL_MAX = 4000;
  static final int FOLDS_BEGUN_OFFSET = 4032;
  static final int FOLDS_ENDED_OFFSET = 4040;

  static final int COUNTERS = 512;
  static final int METADATA_OFFSET = 4096;
  static final int METADATA_LENGTH = COUNTERS * CountersReader.METADATA_LENGTH;
  static final int VALUES_OFFSET = METADATA_OFFSET + METADATA_LENGTH;
  static final int VALUES_LENGTH = COUNTERS * CountersReader.COUNTER_LENGTH;
  static final int ERRORS_OFFSET = VALUES_OFFSET + VALUES_LENGTH;
  static final int ERRORS_LENGTH = 128 << 10;
  static final int FILE_LENGTH = ERRORS_OFFSET + ERRORS_LENGTH;

  private CountersDescriptor() {}
}
