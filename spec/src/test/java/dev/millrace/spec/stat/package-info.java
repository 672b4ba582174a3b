/** What an operator sees of live workers from outside. */
package dev.millrace.spec.stat;
