/**
 * Properties, fuzzers and race tests of everything that accepts bytes from outside: streams cut and
 * flipped at every position, hostile metadata, hostile shared memory.
 */
package dev.millrace.fuzz;
