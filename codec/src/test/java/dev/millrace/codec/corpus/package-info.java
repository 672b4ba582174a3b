/** Test data: schemas of every type, random batches of them, and their values as plain objects. */
package dev.millrace.codec.corpus;
