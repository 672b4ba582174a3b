package dev.millrace.sdk.values;

/**
 * A calendar interval.
 *
 * @param months whole months
 * @param days days on top
 * @param nanos nanoseconds on top
 */
public record Interval(int months, int days, long nanos) {}
