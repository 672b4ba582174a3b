/**
 * Reading flatbuffers that nobody has checked: {@link dev.millrace.wire.flatbuf.FlatbufferVerifier}
 * knows the bytes and the budgets, {@link dev.millrace.wire.flatbuf.TableFlyweight} reads the
 * fields of one table. There is no unchecked way to follow an offset here, so what was read was
 * verified. Knows flatbuffers, not Arrow.
 */
package dev.millrace.wire.flatbuf;
