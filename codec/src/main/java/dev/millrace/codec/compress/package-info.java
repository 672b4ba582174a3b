/**
 * The two compressions of IPC bodies, LZ4 frames and ZSTD, both directions, in plain Java over
 * off-heap memory. Written here because no library for both runs on a current JDK without a flag or
 * a warning: they reach for native code or {@code sun.misc.Unsafe}. Loaded when the first
 * compressed body is met.
 */
package dev.millrace.codec.compress;
