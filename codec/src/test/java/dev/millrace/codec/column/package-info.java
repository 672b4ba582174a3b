/** Tests of the column kernels. */
package dev.millrace.codec.column;
