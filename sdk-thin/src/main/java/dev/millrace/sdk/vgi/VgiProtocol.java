package dev.millrace.sdk.vgi;

import dev.millrace.dispatch.RpcProtocol;

/**
 * The protocol {@code vgi.v2} 2.2.0 as a service: its 72 methods with their exact parameters
 * (clause VGI-1). Names, order, types and nullability of the parameters are the wire schema. It is
 * also the one internal model of the project: other lines of the protocol are translated to and
 * from it.
 */
@RpcProtocol(name = "vgi.v2", version = "2.2.0")
public interface VgiProtocol
    extends FunctionCalls,
        BufferingCalls,
        AggregateCalls,
        CatalogSessions,
        CatalogReads,
        CatalogChanges,
        TableChanges {}
