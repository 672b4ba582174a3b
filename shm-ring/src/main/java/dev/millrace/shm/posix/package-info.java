/**
 * The few calls of POSIX that the JDK does not offer, bound through the FFM linker: named shared
 * memory, reservation of its pages, mapping with deterministic unmap; pipes, and pages put into
 * them; futexes; who owns a name and who a folder. Linux and macOS; every other system is refused
 * in one clear sentence, and what is an advantage only (futexes, pages in pipes) is done without
 * where it is missing. Nothing here reads the memory it maps.
 */
package dev.millrace.shm.posix;
