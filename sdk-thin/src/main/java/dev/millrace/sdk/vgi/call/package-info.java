/**
 * Requests and answers of calls of scalar and table functions, with what they carry. Each record is
 * a wire record of {@code vgi.v2} 2.2.0: components in wire order, named in snake case there.
 */
package dev.millrace.sdk.vgi.call;
