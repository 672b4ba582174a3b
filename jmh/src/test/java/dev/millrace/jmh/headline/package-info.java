/** What protects the honesty of the headline: its own checks and arithmetic. */
package dev.millrace.jmh.headline;
