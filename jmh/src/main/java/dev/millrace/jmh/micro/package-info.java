/**
 * JMH benchmarks of single parts: reading, validating, building and writing batches. Run by {@code
 * mvn -q -pl jmh -am -Pmicro verify}; rivals are beside them in the test sources.
 */
package dev.millrace.jmh.micro;
