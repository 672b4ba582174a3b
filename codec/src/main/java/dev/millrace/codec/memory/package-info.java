/**
 * Off-heap memory that the codec owns itself: receive regions, dictionaries that outlive the
 * message they came in, decompressed bodies. Everything else here works on memory of others.
 */
package dev.millrace.codec.memory;
