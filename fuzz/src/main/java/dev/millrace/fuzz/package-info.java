/**
 * The place of long-running fuzzers, which nothing here is yet. What is tried with every build
 * stands beside what it tries: streams cut and flipped at every position in codec, hostile shared
 * memory and killed peers in dispatch.
 */
package dev.millrace.fuzz;
