/**
 * The protocol in our own words, clause by clause, and what checks it: the fixture workers and
 * drivers of the conformance kit, and the runs of released clients and servers against ours.
 */
package dev.millrace.spec;
