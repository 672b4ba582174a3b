package dev.millrace.spec.kit.service;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What {@link TypeCalls} do. */
interface TypeMethods extends TypeCalls {
  @Override
  default Status echoEnum(final Status status) {
    return status;
  }

  @Override
  default List<String> echoList(final List<String> values) {
    return values;
  }

  @Override
  default Map<String, Long> echoDict(final Map<String, Long> mapping) {
    return mapping;
  }

  @Override
  default List<List<Long>> echoNestedList(final List<List<Long>> matrix) {
    return matrix;
  }

  @Override
  default byte echoInt8(final byte value) {
    return value;
  }

  @Override
  default short echoInt16(final short value) {
    return value;
  }

  @Override
  default int echoUint8(final int value) {
    return value;
  }

  @Override
  default int echoUint16(final int value) {
    return value;
  }

  @Override
  default long echoUint32(final long value) {
    return value;
  }

  @Override
  default long echoUint64(final long value) {
    return value;
  }

  @Override
  default LocalDate echoDate(final LocalDate value) {
    return value;
  }

  @Override
  default LocalDateTime echoTimestamp(final LocalDateTime value) {
    return value;
  }

  @Override
  default Instant echoTimestampUtc(final Instant value) {
    return value;
  }

  @Override
  default LocalTime echoTime(final LocalTime value) {
    return value;
  }

  @Override
  default Duration echoDuration(final Duration value) {
    return value;
  }

  @Override
  default BigDecimal echoDecimal(final BigDecimal value) {
    return value;
  }

  @Override
  default String echoLargeString(final String value) {
    return value;
  }

  @Override
  default MemorySegment echoLargeBinary(final MemorySegment value) {
    return value;
  }

  @Override
  default byte[] echoFixedBinary(final byte[] value) {
    return value;
  }

  @Override
  default String echoDictEncodedString(final String value) {
    return value;
  }

  @Override
  default List<Status> echoStatusList(final List<Status> statuses) {
    return statuses;
  }

  @Override
  default Point echoPoint(final Point point) {
    return point;
  }

  @Override
  default Point echoOptionalPoint(final Point point) {
    return point;
  }

  @Override
  default BoundingBox echoBoundingBox(final BoundingBox box) {
    return box;
  }

  @Override
  default AllTypes echoAllTypes(final AllTypes data) {
    return data;
  }

  @Override
  default WideTypes echoWideTypes(final WideTypes data) {
    return data;
  }

  @Override
  default ContainerWideTypes echoContainerWideTypes(final ContainerWideTypes data) {
    return data;
  }

  @Override
  default EmbeddedArrow echoEmbeddedArrow(final EmbeddedArrow data) {
    return data;
  }

  @Override
  default DeepNested echoDeepNested(final DeepNested data) {
    return data;
  }

  @Override
  default String inspectPoint(final Point point) {
    return "Point(" + PythonFloat.text(point.x()) + ", " + PythonFloat.text(point.y()) + ")";
  }

  @Override
  default NestedContainers packNestedContainers(
      final List<Status> statuses,
      final List<Point> points,
      final Map<String, Status> statusByName) {
    return new NestedContainers(
        statuses,
        points,
        statusByName,
        new LinkedHashSet<>(statuses),
        statuses.isEmpty() ? null : statuses.getFirst(),
        points.isEmpty() ? null : points.getFirst(),
        Tables.oneAndTwo());
  }
}
