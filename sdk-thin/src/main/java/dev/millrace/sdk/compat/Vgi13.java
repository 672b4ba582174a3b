package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.dispatch.RpcProtocol;

/**
 * VGI 1.3.0 as a service: its 70 methods with their exact parameters ([COMPAT-5]). Whoever sees its
 * description sees this name; requests carry none.
 */
@RpcProtocol(name = "VgiProtocol", version = "1.3.0")
interface Vgi13 extends Vgi13Calls, Vgi13Catalog, Vgi13Changes {

  @Nullable
  AttachAnswer catalogAttach(byte[] request);
}
