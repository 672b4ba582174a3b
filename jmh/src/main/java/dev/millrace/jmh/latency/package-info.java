/**
 * How long a round trip takes: calls and turns of streams over every transport, each beside a bare
 * ping-pong of the same bytes over the same transport. {@link dev.millrace.jmh.latency.Latency}
 * runs the lines and prints them, {@link dev.millrace.jmh.latency.LatencyRun} measures one of them
 * in a process of its own, {@link dev.millrace.jmh.latency.LatencyWorker} is the process at the
 * other end.
 */
package dev.millrace.jmh.latency;
