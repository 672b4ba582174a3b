/**
 * Off-heap memory that the codec owns itself: receive regions, dictionaries that outlive the
 * message they came in, decompressed bodies; and lists of ranges of memory of others, on which
 * everything else here works.
 */
package dev.millrace.codec.memory;
