package dev.millrace.sdk.compat;

import dev.millrace.codec.stream.Gather;
import dev.millrace.dispatch.TransportKind;
import dev.millrace.dispatch.transport.ByteTransport;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Plays the engine's side of a recorded conversation against a worker: each stream is sent when the
 * worker wants to read, after what it answered so far was looked at for identifiers.
 */
final class EngineConversation implements ByteTransport {
  private final Recording recording;
  private final Identifiers identifiers;
  private final Iterator<byte[]> left;
  private final Iterator<byte[]> recorded;
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private final List<Call> calls = new ArrayList<>();
  private byte[] sending = {};
  private int at;

  /** A request, the input that followed it, what the recorded worker answered and what ours did. */
  static final class Call {
    final Recording.Stream request;
    final byte[] sent;
    Recording.Stream input;
    final List<Recording.Stream> expected = new ArrayList<>();
    final List<Recording.Stream> answered = new ArrayList<>();

    Call(final Recording.Stream request, final byte[] sent) {
      this.request = request;
      this.sent = sent;
    }

    String method() {
      return request.method();
    }
  }

  EngineConversation(final Recording recording, final Identifiers identifiers) {
    this.recording = recording;
    this.identifiers = identifiers;
    this.left = recording.client().iterator();
    this.recorded = recording.worker().iterator();
  }

  /** What was said, once the worker has ended the connection. */
  List<Call> calls() {
    finishLast();
    return calls;
  }

  @Override
  public long read(final MemorySegment target, final long offset, final long length) {
    if (at == sending.length) {
      if (!left.hasNext()) {
        return -1;
      }
      sending = next();
      at = 0;
    }
    final int count = (int) Math.min(length, sending.length - at);
    MemorySegment.copy(sending, at, target, ValueLayout.JAVA_BYTE, offset, count);
    at += count;
    return count;
  }

  private byte[] next() {
    final byte[] raw = left.next();
    final Recording.Stream stream = Recording.read(raw);
    if (stream.method() == null) {
      calls.getLast().input = stream;
      return raw;
    }
    finishLast();
    final byte[] request = identifiers.in(raw);
    final Call call = new Call(stream, request);
    calls.add(call);
    call.expected.add(Recording.read(recorded.next()));
    if (stream.method().equals("init") && recorded.hasNext()) {
      call.expected.add(Recording.read(recorded.next()));
    }
    return request;
  }

  private void finishLast() {
    if (calls.isEmpty() || !calls.getLast().answered.isEmpty()) {
      return;
    }
    final Call call = calls.getLast();
    Recording.split(answers.toByteArray()).forEach(s -> call.answered.add(Recording.read(s)));
    answers.reset();
    if (call.answered.getFirst().error() != null || call.expected.getFirst().error() != null) {
      return;
    }
    if (call.method().equals("init")) {
      identifiers.learn(
          call.expected.getFirst().rows().getFirst(), call.answered.getFirst().rows().getFirst());
      return;
    }
    final Map<String, Object> before = EngineReplayTest.result(call.expected.getFirst());
    final Map<String, Object> now = EngineReplayTest.result(call.answered.getFirst());
    if (before != null && now != null) {
      identifiers.learn(before, now);
    }
  }

  @Override
  public void write(final MemorySegment source, final long offset, final long length) {
    answers.writeBytes(source.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public void write(final Gather gather) {
    answers.writeBytes(gather.toByteArray());
  }

  @Override
  public TransportKind kind() {
    return TransportKind.PIPE;
  }

  @Override
  public void close() {}
}
