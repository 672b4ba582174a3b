/**
 * Rules about the code itself, held by tests: which module may know which, what may not be used
 * below dispatch, and that every public thing says what it is.
 */
package dev.millrace.spec.rules;
