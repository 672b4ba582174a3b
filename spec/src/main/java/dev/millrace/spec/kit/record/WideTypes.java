package dev.millrace.spec.kit.record;

import dev.millrace.codec.value.annotation.Arrow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * The Arrow types beyond the everyday ones.
 *
 * @param int8Field 8 bit integer
 * @param int16Field 16 bit integer
 * @param int32Field 32 bit integer
 * @param uint8Field 8 bit integer without sign
 * @param uint16Field 16 bit integer without sign
 * @param uint32Field 32 bit integer without sign
 * @param uint64Field 64 bit integer without sign, bit by bit
 * @param float32Field 32 bit float
 * @param dateField date
 * @param timestampField date and time without a zone
 * @param timestampUtcField instant
 * @param timeField time of day
 * @param durationField elapsed time
 * @param decimalField decimal with four places
 * @param largeStringField text with 64 bit offsets
 * @param largeBinaryField bytes with 64 bit offsets
 * @param fixedBinaryField exactly eight bytes
 */
public record WideTypes(
    byte int8Field,
    short int16Field,
    int int32Field,
    @Arrow("uint8") int uint8Field,
    @Arrow("uint16") int uint16Field,
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
