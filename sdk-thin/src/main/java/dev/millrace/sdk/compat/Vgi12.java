package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.dispatch.RpcProtocol;

/** VGI 1.2.0 as a service: 1.3.0, but for what an attach answers ([COMPAT-8]). */
@RpcProtocol(name = "VgiProtocol", version = "1.2.0")
interface Vgi12 extends Vgi13Calls, Vgi13Catalog, Vgi13Changes {

  @Nullable
  AttachAnswer12 catalogAttach(byte[] request);
}
