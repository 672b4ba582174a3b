package dev.millrace.spec.kit.record;

import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.value.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Enumerations and records inside containers, put together by the service.
 *
 * @param statuses members
 * @param points records
 * @param statusByName members by text
 * @param frozenStatuses members without order
 * @param taggedStatus member or null
 * @param taggedPoint record or null
 * @param taggedBatch batch or null
 */
public record NestedContainers(
    List<Status> statuses,
    List<Point> points,
    Map<String, Status> statusByName,
    Set<Status> frozenStatuses,
    @Nullable Status taggedStatus,
    @Nullable Point taggedPoint,
    @Nullable RecordBatch taggedBatch) {}
