/**
 * JMH benchmarks of single parts: codec, allocator, ring, calls, values. {@link
 * dev.millrace.jmh.micro.MicroRun} runs them by {@code mvn -q -pl jmh -am -Pmicro verify} and
 * prints one table. What has a rival lies in the test sources, where Arrow Java is: the rival of
 * {@code XBenchmark} is {@code ArrowJavaXBenchmark}, method by method.
 */
package dev.millrace.jmh.micro;
