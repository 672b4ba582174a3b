/**
 * Regions mapped by more than one process: the shared segment and its allocator, the ring channel,
 * the counters file and the state store. Agrona enters here, for control structures only; column
 * data stays in {@code MemorySegment}. Everything read from a mapped region is hostile until
 * checked, because another process can write it meanwhile.
 */
package dev.millrace.shm;
