/**
 * Constants and helpers of the encapsulated message format: prefix, alignment, end-of-stream mark.
 * What parses a frame lives in the codec; this package only says where things are.
 */
package dev.millrace.wire.frame;
