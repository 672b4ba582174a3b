/**
 * What an author of functions writes against: the kinds of functions ({@link
 * dev.millrace.sdk.function.ScalarFunction}, {@link dev.millrace.sdk.function.TableFunction},
 * {@link dev.millrace.sdk.function.TableInOutFunction}), how they are declared, and what a call
 * hands them. Nothing here knows the wire.
 */
package dev.millrace.sdk.function;
