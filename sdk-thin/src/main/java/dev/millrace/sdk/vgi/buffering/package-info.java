/**
 * Requests and answers of table functions that see all of their input first. Each record is a wire
 * record of {@code vgi.v2} 2.2.0: components in wire order, named in snake case there.
 */
package dev.millrace.sdk.vgi.buffering;
