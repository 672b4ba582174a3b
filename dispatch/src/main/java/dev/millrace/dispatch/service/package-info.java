/**
 * A service interface as a protocol: {@link dev.millrace.dispatch.service.ServiceModel} is bound
 * once by reflection (names, parameter and result schemas, method handles) and serves both sides;
 * the canonical hash of a protocol is computed here.
 */
package dev.millrace.dispatch.service;
