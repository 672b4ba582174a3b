package dev.millrace.spec.kit.service;

/** The methods of the conformance service, put together from one file a subject. */
public final class ConformanceMethods
    implements ConformanceService,
        ScalarMethods,
        TypeMethods,
        ReportingMethods,
        ProducerMethods,
        ExchangeMethods,
        CounterMethods {
  private final CancelProbe probe = CancelProbe.fromEnvironment();

  /**
   * Creates the methods, with counters of their own unless the environment names a file to share
   * them in.
   */
  public ConformanceMethods() {}

  @Override
  public CancelProbe probe() {
    return probe;
  }
}
