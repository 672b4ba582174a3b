package dev.millrace.spec.kit.record;

import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;
import java.util.Map;

/**
 * One component for every kind of value a record can hold.
 *
 * @param strField text
 * @param bytesField bytes
 * @param intField integer
 * @param floatField float
 * @param boolField boolean
 * @param listOfInt integers
 * @param listOfStr texts
 * @param dictField integers by text
 * @param enumField member of an enumeration
 * @param nestedPoint record in the record
 * @param optionalStr text or null
 * @param optionalInt integer or null
 * @param optionalNested record or null
 * @param listOfNested records
 * @param annotatedInt32 32 bit integer
 * @param annotatedFloat32 32 bit float
 * @param nestedList integers, two levels deep
 * @param dictStrStr texts by text
 */
public record AllTypes(
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
    @Nullable String optionalStr,
    @Nullable Long optionalInt,
    @Nullable Point optionalNested,
    List<Point> listOfNested,
    int annotatedInt32,
    float annotatedFloat32,
    List<List<Long>> nestedList,
    Map<String, String> dictStrStr) {}
