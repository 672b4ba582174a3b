/**
 * A duplex byte channel between two processes over two Agrona one-to-one ring buffers in one piece
 * of shared memory: a round trip takes a tenth of a socket's. {@link
 * dev.millrace.shm.ring.RingDescriptor} is the layout, {@link dev.millrace.shm.ring.RingRegion}
 * makes, attaches and cleans up the memory, {@link dev.millrace.shm.ring.RingChannel} is one side's
 * end of it. The bytes are those that a pipe would carry.
 */
package dev.millrace.shm.ring;
