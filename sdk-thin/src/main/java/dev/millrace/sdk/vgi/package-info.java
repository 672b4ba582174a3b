/**
 * The protocol {@code vgi.v2} 2.2.0 as Java types: {@link dev.millrace.sdk.vgi.VgiProtocol} with
 * its methods by subject, the enums, and in sub-packages the records. Names and order are the
 * wire's; this is also the model that everything else in the module is written against.
 */
package dev.millrace.sdk.vgi;
