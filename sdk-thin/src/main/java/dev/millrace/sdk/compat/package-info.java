/**
 * The earlier line: VGI 1.3.0, and 1.2.0 beside it, in the envelope of vgi-rpc 0.42, which engines
 * of 2026 speak. {@link dev.millrace.sdk.compat.EarlierLine} hosts it beside or instead of the
 * newest one; {@code Vgi13} is its surface, {@code Adapted...} pass its calls on to the one
 * internal model of {@code dev.millrace.sdk.vgi}, {@code Requests} rewrites what comes in and the
 * {@code ...Item} and {@code ...Answer} records what goes out, in the exact order, types and
 * nullability that such engines compare. Functions notice nothing of it.
 */
package dev.millrace.sdk.compat;
