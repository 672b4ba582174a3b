/**
 * The command line {@code millrace}: looks at workers and calls their functions through our own
 * client.
 */
package dev.millrace.sdk.cli;
