/** The folders that users start programs from. */
package dev.millrace.spec.image;
