/**
 * The few calls of POSIX that the JDK does not offer, bound through the FFM linker: named shared
 * memory, reservation of its pages, mapping with deterministic unmap. Linux and macOS; every other
 * system is refused in one clear sentence. Nothing here reads the memory it maps.
 */
package dev.millrace.shm.posix;
