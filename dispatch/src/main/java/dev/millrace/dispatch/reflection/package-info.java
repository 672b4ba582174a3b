/** The protocol {@code vgi_rpc.Reflection.v1}, by which a server tells what it hosts. */
package dev.millrace.dispatch.reflection;
