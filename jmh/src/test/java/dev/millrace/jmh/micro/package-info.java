/**
 * Arrow Java at the same tasks, in test scope: a rival to be measured, never a part of what is
 * shipped.
 */
package dev.millrace.jmh.micro;
