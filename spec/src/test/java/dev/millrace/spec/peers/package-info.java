/**
 * Released clients and servers that were written elsewhere, from PyPI, as the other side of our
 * tests: how a test comes by them, and the tests that run them.
 */
package dev.millrace.spec.peers;
