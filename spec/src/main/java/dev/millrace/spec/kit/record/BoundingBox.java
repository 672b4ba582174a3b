package dev.millrace.spec.kit.record;

/**
 * A labelled rectangle; holds records inside a record.
 *
 * @param topLeft one corner
 * @param bottomRight the opposite corner
 * @param label its name
 */
public record BoundingBox(Point topLeft, Point bottomRight, String label) {}
