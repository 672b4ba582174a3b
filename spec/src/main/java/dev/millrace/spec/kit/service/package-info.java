/**
 * The protocols of the conformance worker and what their methods do. {@link
 * dev.millrace.spec.kit.service.ConformanceService} is the sum of several interfaces, one a
 * subject; what implements each of them is the file named after its subject with {@code Methods} at
 * the end.
 */
package dev.millrace.spec.kit.service;
