/**
 * The ring as a transport of connections: {@link dev.millrace.dispatch.ring.RingSettings} says
 * whether and how, {@link dev.millrace.dispatch.ring.RingTransport} carries the bytes from the
 * moment both sides have agreed in {@code __transport_options__}, and the connection they agreed
 * over stays open to tell at once when the peer is gone.
 */
package dev.millrace.dispatch.ring;
