package dev.millrace.spec.kit.record;

import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Nullable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The wider types inside lists, maps and optional components.
 *
 * @param listDecimal decimals
 * @param listDate dates
 * @param listTimestamp dates with times
 * @param optionalDate date or null
 * @param optionalDecimal decimal or null
 * @param optionalTimestamp date and time or null
 * @param dictStrDecimal decimals by text
 * @param frozensetInt integers without order
 * @param listOptionalInt integers and nulls
 */
public record ContainerWideTypes(
    List<@Arrow("decimal128(20,4)") BigDecimal> listDecimal,
    List<LocalDate> listDate,
    List<LocalDateTime> listTimestamp,
    @Nullable LocalDate optionalDate,
    @Nullable @Arrow("decimal128(20,4)") BigDecimal optionalDecimal,
    @Nullable LocalDateTime optionalTimestamp,
    Map<String, @Arrow("decimal128(20,4)") BigDecimal> dictStrDecimal,
    Set<Long> frozensetInt,
    List<@Nullable Long> listOptionalInt) {}
