/** The one place where a frame is parsed: prefix, metadata length and end mark of an IPC stream. */
package dev.millrace.codec.frame;
