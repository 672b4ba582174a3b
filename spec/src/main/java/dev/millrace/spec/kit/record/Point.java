package dev.millrace.spec.kit.record;

/**
 * A point in the plane.
 *
 * @param x first coordinate
 * @param y second coordinate
 */
public record Point(double x, double y) {}
