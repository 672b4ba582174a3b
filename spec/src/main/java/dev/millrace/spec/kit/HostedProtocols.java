package dev.millrace.spec.kit;

import dev.millrace.dispatch.server.RpcServerBuilder;
import dev.millrace.spec.kit.service.AlphaService;
import dev.millrace.spec.kit.service.ConformanceMethods;
import dev.millrace.spec.kit.service.ConformanceService;
import dev.millrace.spec.kit.service.NativeClientMethods;
import dev.millrace.spec.kit.service.NativeClientService;
import dev.millrace.spec.kit.service.SecondaryMethods;
import dev.millrace.spec.kit.service.SecondaryService;
import dev.millrace.spec.kit.service.TransportKindService;
import dev.millrace.spec.kit.service.ZetaService;

/**
 * Sets of protocols the worker can host; Reflection comes on top of each. The order of registration
 * is the order listed.
 */
enum HostedProtocols {
  /** What the suite calls. */
  CONFORMANCE {
    @Override
    void registerOn(final RpcServerBuilder server) {
      server
          .service(ConformanceService.class, new ConformanceMethods())
          .service(SecondaryService.class, new SecondaryMethods());
    }
  },
  /** Three names in an order that no sorting gives. */
  UNSORTED {
    @Override
    void registerOn(final RpcServerBuilder server) {
      server
          .service(ZetaService.class, () -> "pong")
          .service(SecondaryService.class, new SecondaryMethods())
          .service(AlphaService.class, () -> "pong");
    }
  },
  /** What tests of hand-written clients call. */
  CLIENT {
    @Override
    void registerOn(final RpcServerBuilder server) {
      server.service(NativeClientService.class, new NativeClientMethods());
    }
  },
  /** What tells over which transport it was reached. */
  KIND {
    @Override
    void registerOn(final RpcServerBuilder server) {
      server.service(TransportKindService.class, ctx -> ctx.kind().wireName());
    }
  };

  /**
   * Adds the protocols of this set.
   *
   * @param server the server under construction
   */
  abstract void registerOn(RpcServerBuilder server);
}
