package dev.millrace.spec.kit.service;

import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.spec.kit.record.AllTypes;
import dev.millrace.spec.kit.record.BoundingBox;
import dev.millrace.spec.kit.record.ContainerWideTypes;
import dev.millrace.spec.kit.record.DeepNested;
import dev.millrace.spec.kit.record.EmbeddedArrow;
import dev.millrace.spec.kit.record.NestedContainers;
import dev.millrace.spec.kit.record.Point;
import dev.millrace.spec.kit.record.Status;
import dev.millrace.spec.kit.record.WideTypes;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/** Unary methods on the wider Arrow types, containers and records. */
public interface TypeCalls {
  /**
   * Echoes its argument.
   *
   * @param status any value
   * @return the argument
   */
  Status echoEnum(Status status);

  /**
   * Echoes its argument.
   *
   * @param values any value
   * @return the argument
   */
  List<String> echoList(List<String> values);

  /**
   * Echoes its argument.
   *
   * @param mapping any value
   * @return the argument
   */
  Map<String, Long> echoDict(Map<String, Long> mapping);

  /**
   * Echoes its argument.
   *
   * @param matrix any value
   * @return the argument
   */
  List<List<Long>> echoNestedList(List<List<Long>> matrix);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  byte echoInt8(byte value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  short echoInt16(short value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  @Arrow("uint8")
  int echoUint8(@Arrow("uint8") int value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  @Arrow("uint16")
  int echoUint16(@Arrow("uint16") int value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  @Arrow("uint32")
  long echoUint32(@Arrow("uint32") long value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  @Arrow("uint64")
  long echoUint64(@Arrow("uint64") long value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  LocalDate echoDate(LocalDate value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  LocalDateTime echoTimestamp(LocalDateTime value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  Instant echoTimestampUtc(Instant value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  LocalTime echoTime(LocalTime value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  Duration echoDuration(Duration value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  @Arrow("decimal128(20,4)")
  BigDecimal echoDecimal(@Arrow("decimal128(20,4)") BigDecimal value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  @Arrow("large_utf8")
  String echoLargeString(@Arrow("large_utf8") String value);

  /**
   * Echoes its argument without copying it, so that its size is bound by the receive region only.
   *
   * @param value any value
   * @return the argument
   */
  @Arrow("large_binary")
  MemorySegment echoLargeBinary(@Arrow("large_binary") MemorySegment value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  @Arrow("fixed_size_binary(8)")
  byte[] echoFixedBinary(@Arrow("fixed_size_binary(8)") byte[] value);

  /**
   * Echoes its argument.
   *
   * @param value any value
   * @return the argument
   */
  @Arrow("dictionary<index:int16,value:utf8>")
  String echoDictEncodedString(@Arrow("dictionary<index:int16,value:utf8>") String value);

  /**
   * Echoes its argument.
   *
   * @param statuses any value
   * @return the argument
   */
  List<Status> echoStatusList(List<Status> statuses);

  /**
   * Echoes its argument.
   *
   * @param point any value
   * @return the argument
   */
  Point echoPoint(Point point);

  /**
   * Echoes its argument.
   *
   * @param point any value
   * @return the argument
   */
  @Nullable
  Point echoOptionalPoint(@Nullable Point point);

  /**
   * Echoes its argument.
   *
   * @param box any value
   * @return the argument
   */
  BoundingBox echoBoundingBox(BoundingBox box);

  /**
   * Echoes its argument.
   *
   * @param data any value
   * @return the argument
   */
  AllTypes echoAllTypes(AllTypes data);

  /**
   * Echoes its argument.
   *
   * @param data any value
   * @return the argument
   */
  WideTypes echoWideTypes(WideTypes data);

  /**
   * Echoes its argument.
   *
   * @param data any value
   * @return the argument
   */
  ContainerWideTypes echoContainerWideTypes(ContainerWideTypes data);

  /**
   * Echoes its argument.
   *
   * @param data any value
   * @return the argument
   */
  EmbeddedArrow echoEmbeddedArrow(EmbeddedArrow data);

  /**
   * Echoes its argument.
   *
   * @param data any value
   * @return the argument
   */
  DeepNested echoDeepNested(DeepNested data);

  /**
   * Shows that a record parameter was read.
   *
   * @param point any point
   * @return the coordinates as text
   */
  String inspectPoint(Point point);

  /**
   * Puts its arguments and things derived from them into one record.
   *
   * @param statuses members
   * @param points records
   * @param statusByName members by text
   * @return the record
   */
  NestedContainers packNestedContainers(
      List<Status> statuses, List<Point> points, Map<String, Status> statusByName);
}
