package dev.millrace.codec.value;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.value.annotation.Alias;
import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.wire.schema.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The records of the conformance service as Java declares them. */
final class ConformanceRecords {
  private ConformanceRecords() {}

  enum Status {
    @Alias("pending")
    PENDING,
    @Alias("active")
    ACTIVE,
    @Alias("closed")
    CLOSED
  }

  record Point(double x, double y) {}

  record BoundingBox(Point topLeft, Point bottomRight, String label) {}

  record ConformanceHeader(long totalExpected, String description) {}

  record AllTypes(
      String strField,
      byte[] bytesField,
      long intField,
      double floatField,
      boolean boolField,
      List<Long> listOfInt,
      List<String> listOfStr,
      Map<String, Long> dictField,
      Status enumField,
      Point nestedPoint,
      Optional<String> optionalStr,
      @Nullable Long optionalInt,
      Optional<Point> optionalNested,
      List<Point> listOfNested,
      int annotatedInt32,
      @Arrow("float32") double annotatedFloat32,
      List<List<Long>> nestedList,
      Map<String, String> dictStrStr) {}

  record RichHeader(
      String strField,
      byte[] bytesField,
      long intField,
      double floatField,
      boolean boolField,
      List<Long> listOfInt,
      List<String> listOfStr,
      Map<String, Long> dictField,
      Status enumField,
      Point nestedPoint,
      Optional<String> optionalStr,
      @Nullable Long optionalInt,
      Optional<Point> optionalNested,
      List<Point> listOfNested,
      List<List<Long>> nestedList,
      @Arrow("int32") long annotatedInt32,
      float annotatedFloat32,
      Map<String, String> dictStrStr) {}

  record WideTypes(
      byte int8Field,
      short int16Field,
      int int32Field,
      @Arrow("uint8") int uint8Field,
      @Arrow("uint16") short uint16Field,
      @Arrow("uint32") long uint32Field,
      @Arrow("uint64") long uint64Field,
      float float32Field,
      LocalDate dateField,
      LocalDateTime timestampField,
      Instant timestampUtcField,
      LocalTime timeField,
      Duration durationField,
      @Arrow("decimal128(20,4)") BigDecimal decimalField,
      @Arrow("large_utf8") String largeStringField,
      @Arrow("large_binary") byte[] largeBinaryField,
      @Arrow("fixed_size_binary(8)") byte[] fixedBinaryField) {}

  record ContainerWideTypes(
      List<@Arrow("decimal128(20,4)") BigDecimal> listDecimal,
      List<LocalDate> listDate,
      @Arrow("list<item?:timestamp(us)>") List<LocalDateTime> listTimestamp,
      Optional<LocalDate> optionalDate,
      @Nullable @Arrow("decimal128(20,4)") BigDecimal optionalDecimal,
      Optional<LocalDateTime> optionalTimestamp,
      Map<String, @Arrow("decimal128(20,4)") BigDecimal> dictStrDecimal,
      Set<Long> frozensetInt,
      List<@Nullable Long> listOptionalInt) {}

  record DeepNested(
      List<List<@Arrow("decimal128(20,4)") BigDecimal>> listOfListsDecimal,
      Optional<List<LocalDate>> optionalListDate,
      @Arrow("dictionary<index:int16,value:utf8>") String dictEncodedString,
      List<@Arrow("dictionary<index:int16,value:utf8>") String> listOfDictEncoded) {}

  record EmbeddedArrow(RecordBatch batch, Schema schema) {}

  record NestedContainers(
      List<Status> statuses,
      List<Point> points,
      Map<String, Status> statusByName,
      Set<Status> frozenStatuses,
      Optional<Status> taggedStatus,
      @Nullable Point taggedPoint,
      Optional<RecordBatch> taggedBatch) {}
}
