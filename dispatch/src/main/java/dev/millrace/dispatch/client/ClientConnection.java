package dev.millrace.dispatch.client;

import dev.millrace.codec.BatchBuffers;
import dev.millrace.codec.RecordBatch;
import dev.millrace.codec.build.BatchBuilder;
import dev.millrace.codec.build.BuilderMemory;
import dev.millrace.codec.build.OffHeapMemory;
import dev.millrace.codec.stream.DecodeOptions;
import dev.millrace.codec.validate.Validation;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.ring.RingOffer;
import dev.millrace.dispatch.ring.RingTransport;
import dev.millrace.dispatch.transport.ByteTransport;
import dev.millrace.dispatch.transport.OutStream;
import dev.millrace.dispatch.transport.OutStreams;
import dev.millrace.dispatch.transport.Receiver;
import dev.millrace.dispatch.transport.Sender;
import dev.millrace.wire.MalformedException;
import dev.millrace.wire.schema.Metadata;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;

/**
 * The client's side of one connection: requests out, response streams in, one at a time. Whatever
 * goes wrong in a call, the connection is left where the next call can start, or closed when no one
 * can know where that is.
 */
final class ClientConnection implements AutoCloseable {
  private final ByteTransport transport;
  private final OffHeapMemory memory = BuilderMemory.offHeap();
  private final Sender sender;
  private final Receiver receiver;
  private final OutStreams streams;
  private final ResponseBatches responses;
  private final ClientOptions options;
  private final DecodeOptions decoding;
  private ClientSegment segment;
  private RingTransport ring;
  private boolean negotiated;
  private RawSession session;
  private boolean closed;

  ClientConnection(final ByteTransport transport, final ClientOptions options) {
    this.transport = transport;
    this.sender = new Sender(transport);
    this.options = options;
    this.decoding = new DecodeOptions(Validation.FULL, options.limits());
    this.receiver = new Receiver(transport, decoding);
    this.streams = new OutStreams(sender, memory);
    this.responses = new ResponseBatches(receiver, options.logs());
  }

  Sender sender() {
    return sender;
  }

  Receiver receiver() {
    return receiver;
  }

  ResponseBatches responses() {
    return responses;
  }

  OffHeapMemory memory() {
    return memory;
  }

  OutStream stream(final Schema schema) {
    return streams.of(schema);
  }

  /**
   * Makes a call and reads its answer to the end.
   *
   * @return the terminal batch, valid until the next call
   */
  RecordBatch unary(final OutStream out, final BatchBuffers parameters, final Metadata metadata) {
    requireFree();
    try {
      request(out, parameters, metadata);
      return responses.single();
    } catch (IOException e) {
      throw lost(e);
    } catch (MalformedException e) {
      throw malformed(e);
    }
  }

  RawSession open(
      final OutStream out,
      final BatchBuffers parameters,
      final Metadata metadata,
      final boolean hasHeader) {
    requireFree();
    try {
      request(out, parameters, metadata);
      session = new RawSession(this, hasHeader ? readHeader() : null);
      return session;
    } catch (IOException e) {
      throw lost(e);
    } catch (MalformedException e) {
      throw malformed(e);
    }
  }

  private void request(final OutStream out, final BatchBuffers parameters, final Metadata metadata)
      throws IOException {
    negotiate();
    final Metadata sent = segment == null ? metadata : segment.named(metadata);
    freeAll();
    if (segment == null) {
      out.whole(parameters, sent);
    } else {
      send(out, parameters, sent);
      out.end();
    }
    sender.flush();
  }

  /** Does without a segment that the server damaged; it still has its mapping, and no name. */
  private void abandonSegment() {
    if (segment != null) {
      segment.close();
      segment = null;
      responses.use(null);
    }
  }

  boolean hasSegment() {
    return segment != null;
  }

  /** How many ticks may be in flight, where so many are wanted. */
  int ticksAhead(final int most) {
    return segment == null ? most : segment.ticksAhead(most);
  }

  /** Metadata of a tick, with what it gives back of the segment. */
  Metadata tick(final Metadata metadata) {
    return segment == null ? metadata : segment.tick(metadata);
  }

  /**
   * Reads the next output of a stream.
   *
   * @param goesOn whether the server has more to answer after it, and so the turn
   */
  RecordBatch output(final boolean goesOn) throws IOException {
    if (segment == null) {
      return responses.next();
    }
    RecordBatch output = null;
    segment.answering(goesOn);
    try {
      output = responses.next();
    } finally {
      segment.answered(output == null);
    }
    return output;
  }

  /** Adds a batch to a stream: by pointer when it is large and there is a segment, else inline. */
  void send(final OutStream out, final BatchBuffers batch, final Metadata metadata)
      throws IOException {
    final Metadata pointer = segment == null ? null : segment.write(batch, metadata);
    if (pointer == null) {
      out.batch(batch, metadata);
    } else {
      out.noRows(pointer);
    }
  }

  /** Makes a builder over memory that batches are sent from. */
  BatchBuilder builder(final Schema schema) {
    return segment == null ? new BatchBuilder(schema, memory) : segment.builder(schema);
  }

  /** Empties such a builder for its next batch; its last one has left. */
  void next(final BatchBuilder builder) {
    if (segment == null) {
      builder.reset();
    } else {
      segment.next(builder);
    }
  }

  /** Whether a batch is what came by pointer last, which must not be freed before it was sent. */
  boolean holdsReceived(final BatchBuffers batch) {
    return segment != null && segment.holds(batch);
  }

  /** Frees what came by pointer last; to be called while the server waits for us. */
  void freeReceived() {
    if (segment != null) {
      segment.free();
    }
  }

  /** Frees what came by pointer last, unless a stream is open, whose server may have the turn. */
  void release() {
    if (!closed && (session == null || session.isOver())) {
      freeAll();
    }
  }

  /** Between calls: what came by pointer, and what went by pointer to a server that refused it. */
  private void freeAll() {
    if (segment != null) {
      segment.free();
      segment.reclaim();
    }
  }

  /**
   * Asks the server once whether it can use what this client wants, and makes it so when it can
   * ([TRANS-14]).
   */
  private void negotiate() throws IOException {
    if (negotiated) {
      return;
    }
    negotiated = true;
    final RingOffer offer = RingOffer.make(options.ring());
    if (offer == null && options.segmentBytes() == 0) {
      return;
    }
    try {
      final Metadata answer = ask(offer);
      if (offer != null) {
        useRing(offer.accepted(answer, transport));
      }
      if (options.segmentBytes() > 0 && "true".equals(answer.get(Keys.TRANSPORT_SHM))) {
        segment =
            ClientSegment.create(
                options.segmentBytes(),
                decoding,
                memory,
                "true".equals(answer.get(Keys.TRANSPORT_SHM_RELEASE)));
        responses.use(segment);
      }
    } finally {
      if (offer != null && ring == null) {
        offer.close();
      }
    }
  }

  /** What the server says it can do; nothing when it is an old one that refuses the question. */
  private Metadata ask(final RingOffer offer) throws IOException {
    final Metadata.Builder wanted =
        Metadata.builder()
            .put(Keys.METHOD, Keys.TRANSPORT_OPTIONS)
            .put(Keys.REQUEST_VERSION, Keys.REQUEST_VERSION_1);
    if (options.segmentBytes() > 0) {
      wanted.put(Keys.TRANSPORT_SHM, "true").put(Keys.TRANSPORT_SHM_RELEASE, "true");
    }
    if (offer != null) {
      wanted.put(Keys.TRANSPORT_RING, offer.name());
    }
    final OutStream out = stream(Schema.EMPTY);
    out.noRows(wanted.build());
    out.end();
    sender.flush();
    try {
      return responses.single().metadata();
    } catch (RpcException refused) {
      return Metadata.EMPTY;
    }
  }

  private void useRing(final RingTransport accepted) {
    if (accepted != null) {
      ring = accepted;
      sender.use(ring);
      receiver.use(ring);
    }
  }

  /** Whether the connection went over to a ring. */
  boolean onRing() {
    return ring != null;
  }

  /**
   * Counts what is allocated in this connection's segment.
   *
   * @return live allocations, 0 without a segment
   */
  int allocations() {
    return segment == null ? 0 : segment.allocations();
  }

  /** A server that refused waits for the input stream all the same (clause [RSTREAM-5]). */
  private RecordBatch readHeader() throws IOException {
    boolean opened = false;
    try {
      final RecordBatch header = responses.single().copy(java.lang.foreign.Arena.ofAuto());
      opened = true;
      return header;
    } finally {
      if (!opened) {
        stream(Schema.EMPTY).end();
        sender.flush();
      }
    }
  }

  private void requireFree() {
    requireOpen();
    if (session != null && !session.isOver()) {
      throw new IllegalStateException("a stream is open on this connection; close it first");
    }
    session = null;
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the client is closed");
    }
  }

  /** The connection broke. */
  RpcException lost(final IOException cause) {
    close();
    final String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return RpcException.builder("TransportError", why).cause(cause).build();
  }

  /**
   * What the peer sent is wrong; the connection survives when the end of its stream can be found.
   */
  MalformedException malformed(final MalformedException broken) {
    if (broken.clause().startsWith("SHM-")) {
      abandonSegment();
    }
    try {
      if (!receiver.recover()) {
        close();
      }
    } catch (IOException e) {
      close();
    }
    return broken;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    if (ring != null) {
      ring.release(); // ends the ring before the connection: the peer sees good order
    }
    transport.close();
    abandonSegment();
    receiver.close();
    sender.close();
    memory.close();
  }
}
