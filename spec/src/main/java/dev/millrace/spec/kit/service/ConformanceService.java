package dev.millrace.spec.kit.service;

import dev.millrace.dispatch.RpcProtocol;

/**
 * The protocol of the shared conformance suite: 90 methods that make every feature of the wire
 * visible from outside.
 */
@RpcProtocol(name = "ConformanceService", version = "2.0.0")
public interface ConformanceService
    extends ScalarCalls, TypeCalls, ReportingCalls, ProducerCalls, ExchangeCalls, CounterCalls {}
