/**
 * Records that the methods of the conformance protocols take, give and send as headers. Their
 * components, in order, are the Arrow schemas the shared suite expects.
 */
package dev.millrace.spec.kit.record;
