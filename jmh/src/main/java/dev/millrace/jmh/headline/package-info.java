/**
 * The headline: the published queries end to end, worker in its own process, beside the machine's
 * limit and the peers, all in one run. {@link dev.millrace.jmh.headline.Headline} goes through the
 * combinations and starts one {@link dev.millrace.jmh.headline.Run} for each, in a fresh JVM, by a
 * command that anybody can repeat; the rest makes the table, the JSON and the charts of what came
 * out.
 */
package dev.millrace.jmh.headline;
