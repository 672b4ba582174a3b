/**
 * Plain programs over wire and codec alone, which the differential test of module spec runs with
 * {@code java} and no flag against pyarrow.
 */
package dev.millrace.codec.differential;
