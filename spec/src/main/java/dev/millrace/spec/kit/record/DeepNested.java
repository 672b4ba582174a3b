package dev.millrace.spec.kit.record;

import dev.millrace.codec.value.annotation.Arrow;
import dev.millrace.codec.value.annotation.Nullable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Containers in containers, and dictionary encoding inside them.
 *
 * @param listOfListsDecimal decimals, two levels deep
 * @param optionalListDate dates or null
 * @param dictEncodedString text behind a dictionary
 * @param listOfDictEncoded texts behind a dictionary
 */
public record DeepNested(
    List<List<@Arrow("decimal128(20,4)") BigDecimal>> listOfListsDecimal,
    @Nullable List<LocalDate> optionalListDate,
    @Arrow("dictionary<index:int16,value:utf8>") String dictEncodedString,
    List<@Arrow("dictionary<index:int16,value:utf8>") String> listOfDictEncoded) {}
