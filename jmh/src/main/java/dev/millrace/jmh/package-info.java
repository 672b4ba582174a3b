/**
 * Benchmarks: JMH micro benchmarks of codec, dispatch and shared memory, and end-to-end
 * measurements of a worker in its own process beside what the machine itself allows.
 */
package dev.millrace.jmh;
