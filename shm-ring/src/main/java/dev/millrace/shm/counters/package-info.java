/**
 * What a worker counts, in a mapped file that others read while it runs: {@link
 * dev.millrace.shm.counters.WorkerCounters} is the worker's side, a {@link
 * dev.millrace.shm.counters.CounterLane} what one connection counts through, {@link
 * dev.millrace.shm.counters.WorkerSnapshot} the onlooker's side, {@link
 * dev.millrace.shm.counters.CountersFolder} where the files of a user's live workers lie. Agrona
 * counters and a distinct error log; what changes with every batch is counted by a store of its
 * thread's own.
 */
package dev.millrace.shm.counters;
