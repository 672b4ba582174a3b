package dev.millrace.sdk.compat;

import dev.millrace.sdk.vgi.VgiProtocol;
import java.util.List;

/** What every adapter of this line works with: the service that answers, and how to ask it. */
interface Adapted {

  /** The service of the internal model. */
  VgiProtocol current();

  /** Reads the requests of this line. */
  Requests requests();

  /** The path of a schema that this line names; null where the caller leaves it open. */
  default List<String> path(final byte[] attachOpaqueData, final String name) {
    return requests().path(attachOpaqueData, name);
  }
}
