package dev.millrace.jmh.headline;

import dev.millrace.dispatch.RpcProtocol;
import dev.millrace.sdk.vgi.VgiProtocol;

/**
 * What workers on the crate {@code vgi} 0.48.1 host: the next major version, whose bind, init and
 * streams of functions are those of {@code vgi.v2}.
 */
@RpcProtocol(name = "vgi.v3", version = "3.0.0")
interface LaterVgi extends VgiProtocol {}
