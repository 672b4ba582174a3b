/**
 * What a worker counts, in a mapped file that others read while it runs: {@link
 * dev.millrace.shm.counters.WorkerCounters} is the worker's side, {@link
 * dev.millrace.shm.counters.WorkerSnapshot} the onlooker's, {@link
 * dev.millrace.shm.counters.CountersFolder} where the files of a user's live workers lie. Agrona
 * counters and a distinct error log; counting is one atomic add on a line of its own.
 */
package dev.millrace.shm.counters;
