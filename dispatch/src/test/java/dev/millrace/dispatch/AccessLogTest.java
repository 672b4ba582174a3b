package dev.millrace.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.millrace.dispatch.error.RpcException;
import dev.millrace.dispatch.protocol.Keys;
import dev.millrace.dispatch.reflection.Reflection;
import dev.millrace.dispatch.server.RpcServer;
import dev.millrace.dispatch.service.ServiceModel;
import dev.millrace.wire.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The access log: what is in it and what never is. */
@Timeout(60)
class AccessLogTest {
  @TempDir Path directory;

  @Test
  void everyCallLeavesOneRecord() throws IOException, InterruptedException {
    final Path file = directory.resolve("a-{server_id}-{pid}.log");
    try (Peers peers = new Peers(RpcServer.builder().serverId("srv").accessLog(file))) {
      peers.client.unary(
          Peers.doubles(Schema.of(Peers.A, Peers.B), 1),
          Peers.request("add")
              .put(Keys.REQUEST_ID, "r1")
              .put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
              .build());
      assertThrows(RpcException.class, () -> peers.fixture.fail("", "s3cret"));
      peers.fixture.greet("pa55word", "!");
      try (ProducerStream<Void> stream = peers.fixture.count(2)) {
        while (stream.next() != null) {}
      }
      peers.fixture.endless().cancel();
      peers.fixture.refuses("no").close();
      peers.client.bind(Reflection.class).listProtocols();
    }
    final Path written = directory.resolve("a-srv-" + ProcessHandle.current().pid() + ".log");
    final List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; Files.readAllLines(written).size() < 7 && i < 200; i++) {
      Thread.sleep(10);
    }
    for (final String line : Files.readAllLines(written)) {
      assertFalse(line.contains("pa55word"), line);
      records.add(JSON.std.mapFrom(line));
    }
    assertEquals(7, records.size());

    final Map<String, Object> add = records.get(0);
    assertTrue(
        ((String) add.get("timestamp"))
            .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    assertEquals("INFO", add.get("level"));
    assertEquals("vgi_rpc.access", add.get("logger"));
    assertEquals("srv", add.get("server_id"));
    assertEquals("fixture.v1", add.get("protocol"));
    assertEquals(ServiceModel.of(Fixture.class).hash(), add.get("protocol_hash"));
    assertEquals("add", add.get("method"));
    assertEquals("unary", add.get("method_type"));
    assertEquals("ok", add.get("status"));
    assertEquals("", add.get("error_type"));
    assertFalse(add.containsKey("error_code"));
    assertEquals("r1", add.get("request_id"));
    assertEquals("0af7651916cd43dd8448eb211c80319c", add.get("trace_id"));
    assertEquals("b7ad6b7169203331", add.get("span_id"));
    assertEquals(
        List.of(Map.of("name", "a", "type", "float64"), Map.of("name", "b", "type", "float64")),
        add.get("request_fields"));
    assertEquals(1, add.get("request_rows"));
    assertEquals(1, add.get("input_rows"));
    assertEquals(1, add.get("output_batches"));
    assertEquals(16, add.get("input_bytes"));
    assertEquals(8, add.get("output_bytes"));

    final Map<String, Object> failed = records.get(1);
    assertEquals("error", failed.get("status"));
    assertEquals("ValueError", failed.get("error_type"));
    assertEquals("s3cret", failed.get("error_message"));
    assertEquals("UNKNOWN", failed.get("error_code"));

    final Map<String, Object> counted = records.get(3);
    assertEquals("stream", counted.get("method_type"));
    assertTrue(((String) counted.get("stream_id")).matches("[0-9a-f]{32}"));
    assertEquals(2, counted.get("output_batches"));
    assertFalse(counted.containsKey("cancelled"));

    assertEquals(true, records.get(4).get("cancelled"));
    assertEquals("ok", records.get(4).get("status"));
    assertEquals("error", records.get(5).get("status"));
    assertEquals("vgi_rpc.Reflection.v1", records.get(6).get("protocol"));
    for (final Map<String, Object> record : records) {
      for (final String forbidden :
          new String[] {"request_data", "request_state", "response_state"}) {
        assertFalse(record.containsKey(forbidden));
      }
    }
  }
}
