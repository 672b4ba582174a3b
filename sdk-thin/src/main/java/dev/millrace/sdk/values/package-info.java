/**
 * Columns whose types are known at run time only, value by value as Java objects: constants of
 * calls, options, and rows for people to read. For cold paths; typed columns and builders are for
 * the rest.
 */
package dev.millrace.sdk.values;
