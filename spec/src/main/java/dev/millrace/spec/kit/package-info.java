/**
 * The programs of the conformance kit, one launcher each: a worker that hosts the services released
 * conformance tools call, and a driver that puts our client in front of a released server.
 */
package dev.millrace.spec.kit;
