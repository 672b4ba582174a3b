/**
 * State that the functions of one execution share across worker processes: counters, key-value
 * pairs, append logs and queues in one mapped file. Every operation is lock-free, so a process that
 * is killed at any instruction leaves the others working; what it had begun to write stays
 * unreachable. {@link dev.millrace.shm.state.StateDirectory} finds an execution's file and removes
 * those whose processes are gone, {@link dev.millrace.shm.state.StateStore} is the API, {@link
 * dev.millrace.shm.state.StateFile} the mapping and its growth.
 */
package dev.millrace.shm.state;
