/**
 * The side channel of shared memory: large batches stay in a segment and only pointers to them
 * cross the connection ([SHM-4] to [SHM-11]). {@link dev.millrace.dispatch.segment.SegmentMemory}
 * lets builders write where the peer will read, {@link dev.millrace.dispatch.segment.PointerWriter}
 * puts a batch's messages around what was built, {@link
 * dev.millrace.dispatch.segment.PointerReader} makes views of what a pointer names and frees it in
 * time; {@link dev.millrace.dispatch.segment.SegmentLink} is all of that for one connection. Server
 * and client use the same classes. Everything here belongs to its connection's thread.
 */
package dev.millrace.dispatch.segment;
