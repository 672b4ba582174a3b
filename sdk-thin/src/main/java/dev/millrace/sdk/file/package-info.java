/** Arrow files as they lie on disk, mapped: what the codec reads there without doing any I/O. */
package dev.millrace.sdk.file;
