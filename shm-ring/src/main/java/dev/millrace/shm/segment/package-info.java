/**
 * The {@code VGIS} shared memory segment of vgi-rpc: {@link
 * dev.millrace.shm.segment.SegmentDescriptor} says where its fields are, {@link
 * dev.millrace.shm.segment.SegmentAllocator} hands out ranges first-fit and takes them back, {@link
 * dev.millrace.shm.segment.SharedSegment} creates, attaches and unlinks. One side of a lock-step
 * conversation is active at a time, so there is no lock; the other side is never trusted, so every
 * field is read once, checked, then used.
 */
package dev.millrace.shm.segment;
