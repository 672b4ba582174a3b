/** Tests of the demo worker's functions. */
package dev.millrace.sdk.demo;
