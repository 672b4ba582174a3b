package dev.millrace.dispatch.server;

import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.ring.RingTransport;
import dev.millrace.dispatch.transport.ByteTransport;
import dev.millrace.dispatch.transport.OutStream;
import dev.millrace.dispatch.transport.OutStreams;
import dev.millrace.dispatch.transport.Receiver;
import dev.millrace.dispatch.transport.Sender;
import dev.millrace.shm.counters.CounterLane;
import dev.millrace.shm.counters.WorkerCounter;
import dev.millrace.shm.ring.RingChannel;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: requests one after the other until the peer closes it or its bytes make no sense
 * any more. Runs on one thread, which is the thread of every method and handler called ([RPC-1]).
 */
final class Connection implements Runnable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Connection.class);

  private final ByteTransport transport;
  private final Host host;
  private final ConnectionParts parts;
  private final RequestReader requests;
  private final TransportOptions options;
  private final UnaryCall[] unaryCalls;
  private RingTransport ring;

  Connection(final Host host, final ByteTransport transport) {
    this.transport = transport;
    this.host = host;
    final OffHeapMemory memory = BuilderMemory.offHeap();
    final Sender sender = new Sender(transport);
    final DecodeOptions decoding = new DecodeOptions(Validation.FULL, host.limits());
    final Receiver receiver = new Receiver(transport, decoding);
    final CounterLane counters = host.lane();
    this.parts =
        new ConnectionParts(
            host,
            transport.kind(),
            receiver,
            sender,
            memory,
            new OutStreams(sender, memory),
            new ConnectionSegment(decoding, memory, counters),
            counters,
            LOGGER);
    this.requests = new RequestReader(receiver);
    this.options = new TransportOptions(host);
    this.unaryCalls = new UnaryCall[host.methodCount()];
  }

  @Override
  public void run() {
    final CounterLane counters = parts.counters();
    counters.increment(WorkerCounter.CONNECTIONS);
    counters.increment(WorkerCounter.CONNECTIONS_OPEN);
    try {
      serveAll();
    } catch (IOException e) {
      LOGGER.debug("connection lost", e);
    } catch (Throwable e) {
      LOGGER.error("connection given up", e);
      counters.error(WorkerCounter.ERRORS_INTERNAL, e);
    } finally {
      if (ring != null) {
        ring.release(); // ends the ring before the connection: the peer sees good order
      }
      transport.close();
      parts.segment().close();
      parts.receiver().close();
      parts.sender().close();
      parts.memory().close();
      counters.add(WorkerCounter.CONNECTIONS_OPEN, -1);
      counters.close();
    }
  }

  private void serveAll() throws IOException {
    for (; ; ) {
      try {
        final Request request = requests.read();
        if (request == null) {
          return;
        }
        parts.counters().increment(WorkerCounter.REQUESTS);
        serve(request);
      } catch (MalformedException broken) {
        if (!answerBroken(broken)) {
          return;
        }
      }
    }
  }

  private void serve(final Request request) throws IOException {
    final HostedMethod again = request.again();
    if (again != null) {
      parts.segment().plainRequest();
      serveUnary(request, again);
      return;
    }
    final HostedMethod method;
    try {
      resolve(request);
      request.requireWellFormed();
      if (request.method().equals(Keys.TRANSPORT_OPTIONS)) {
        answerOptions(request);
        return;
      }
      if (request.method().equals(DescribeAnswer.METHOD) && host.isEarlier(request)) {
        describe();
        return;
      }
      method = route(request);
    } catch (RpcException refusal) {
      refuse(refusal, request.requestId(), host.isEarlier(request));
      return;
    }
    parts.segment().tolerate(method.protocol().isEarlier());
    if (method.model().kind().isStream()) {
      serveStream(request, method, new ServerCallContext(parts, method, request));
    } else {
      serveUnary(request, method);
    }
  }

  private void serveUnary(final Request request, final HostedMethod method) throws IOException {
    UnaryCall call = unaryCalls[method.id()];
    if (call == null) {
      call = new UnaryCall(parts, method);
      unaryCalls[method.id()] = call;
    }
    call.serve(request, new ServerCallContext(parts, method, request));
  }

  /**
   * A pointer's request lies in the segment; one that points to nothing is refused like any other.
   */
  private void resolve(final Request request) {
    if (request.batch() != null) {
      try {
        request.with(parts.segment().request(request.batch()));
      } catch (MalformedException broken) {
        throw host.errors().classify(broken);
      }
    }
  }

  private HostedMethod route(final Request request) {
    try {
      final HostedMethod method = host.router().route(request, host);
      method.prepare();
      return method;
    } catch (RpcException | IllegalArgumentException refusal) {
      // who calls a method we do not know, or that is misdeclared, may call it as a stream
      requests.inputMayFollow();
      throw parts.classify(refusal);
    }
  }

  private void serveStream(
      final Request request, final HostedMethod method, final ServerCallContext context)
      throws IOException {
    RpcException failure = null;
    StreamTurns.Outcome outcome = null;
    try {
      outcome = new StreamCall(parts, requests, method, context).serve(request);
    } catch (RpcException told) {
      failure = told;
    } catch (IOException broken) {
      failure = host.errors().classify(broken);
      throw broken;
    } finally {
      if (host.accessLog() != null) {
        host.accessLog().stream(context, failure, outcome == StreamTurns.Outcome.CANCELLED);
      }
    }
  }

  /** Tells what this connection can do, and goes over to the ring if the client offers one. */
  private void answerOptions(final Request request) throws IOException {
    final RingChannel offered = ring == null ? options.ring(request) : null;
    boolean told = false;
    try {
      final OutStream out = parts.streams().of(Schema.EMPTY);
      out.noRows(options.answer(request, offered == null ? null : offered.name()));
      out.end();
      parts.sender().flush();
      told = true;
    } finally {
      if (offered != null && !told) {
        offered.release();
      }
    }
    if (offered != null) {
      ring = new RingTransport(transport, offered);
      parts.sender().use(ring);
      parts.receiver().use(ring);
    }
  }

  private void describe() throws IOException {
    final OutStream out = parts.streams().of(DescribeAnswer.SCHEMA);
    final BatchBuilder builder = new BatchBuilder(DescribeAnswer.SCHEMA, parts.memory());
    try {
      out.batch(builder, DescribeAnswer.write(builder, host));
      out.end();
      parts.sender().flush();
    } finally {
      builder.release();
    }
  }

  private void refuse(final RpcException refusal, final String requestId, final boolean earlier)
      throws IOException {
    parts.segment().giveUp();
    final OutStream out = parts.streams().of(Schema.EMPTY);
    out.noRows(parts.tell(refusal, requestId == null ? RequestIds.next() : requestId, earlier));
    out.end();
    parts.sender().flush();
  }

  /**
   * Answers bytes that are no request. When only the content of a message was wrong, the connection
   * goes on behind that stream; when the framing was, nothing that follows could be trusted.
   */
  private boolean answerBroken(final MalformedException broken) throws IOException {
    LOGGER.debug("malformed input", broken);
    refuse(host.errors().classify(broken), null, host.protocols().isEmpty());
    return parts.receiver().recover();
  }
}
