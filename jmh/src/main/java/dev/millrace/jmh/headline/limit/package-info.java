/**
 * The machine's own limit: two bare processes, one writing rows as fast as it can into the memory
 * or transport under test, the other summing them, in the same batch sizes, with no protocol, no
 * framing, no validation and no function between. What the headline's figures are held against.
 * Written to be fast and honest, not to be reused.
 */
package dev.millrace.jmh.headline.limit;
