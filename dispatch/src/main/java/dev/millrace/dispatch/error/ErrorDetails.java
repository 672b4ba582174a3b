package dev.millrace.dispatch.error;

import dev.millrace.dispatch.error.ErrorDetail.BadRequest;
import dev.millrace.dispatch.error.ErrorDetail.Custom;
import dev.millrace.dispatch.error.ErrorDetail.ErrorInfo;
import dev.millrace.dispatch.error.ErrorDetail.Help;
import dev.millrace.dispatch.error.ErrorDetail.LocalizedMessage;
import dev.millrace.dispatch.error.ErrorDetail.PreconditionFailure;
import dev.millrace.dispatch.error.ErrorDetail.QuotaFailure;
import dev.millrace.dispatch.error.ErrorDetail.ResourceInfo;
import dev.millrace.dispatch.error.ErrorDetail.RetryInfo;
import dev.millrace.dispatch.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Details to and from the JSON of the wire ([ERR-6] to [ERR-8]). */
final class ErrorDetails {
  /** Longest text of the whole array, in UTF-8 bytes. */
  static final int MAX_BYTES = 4096;

  private static final String FRAMEWORK = "vgi_rpc.";
  private static final Set<String> CATALOGUE =
      Set.of(
          "vgi_rpc.ErrorInfo",
          "vgi_rpc.RetryInfo",
          "vgi_rpc.BadRequest",
          "vgi_rpc.PreconditionFailure",
          "vgi_rpc.QuotaFailure",
          "vgi_rpc.ResourceInfo",
          "vgi_rpc.Help",
          "vgi_rpc.LocalizedMessage");

  private ErrorDetails() {}

  /**
   * Writes the array, or decides that it does not go out: all or nothing, so that a reader never
   * takes a part for the whole.
   *
   * @return compact JSON, or null when there is nothing to send or it breaks a rule
   */
  static String toJson(final List<Map<String, Object>> details) {
    if (details.isEmpty()) {
      return null;
    }
    final Set<String> seen = new HashSet<>();
    for (final Map<String, Object> detail : details) {
      if (!(detail.get("@type") instanceof String type)
          || !isQualified(type)
          || (type.startsWith(FRAMEWORK) && !CATALOGUE.contains(type))
          || !seen.add(type)) {
        return null;
      }
    }
    final String json;
    try {
      json = Json.write(details);
    } catch (RuntimeException e) {
      return null;
    }
    return json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES ? null : json;
  }

  private static boolean isQualified(final String type) {
    final int dot = type.indexOf('.');
    return dot > 0 && !type.endsWith(".") && !type.contains("..");
  }

  static List<Map<String, Object>> toMaps(final List<ErrorDetail> details) {
    final List<Map<String, Object>> maps = new ArrayList<>(details.size());
    for (final ErrorDetail detail : details) {
      final Map<String, Object> map = new LinkedHashMap<>();
      map.put("@type", detail.type());
      switch (detail) {
        case ErrorInfo d -> map.put("metadata", d.metadata());
        case RetryInfo d -> map.put("retry_delay_seconds", d.retryDelaySeconds());
        case BadRequest d ->
            map.put(
                "field_violations",
                each(
                    d.fieldViolations(),
                    v -> texts("field", v.field(), "description", v.description())));
        case PreconditionFailure d ->
            map.put(
                "violations",
                each(
                    d.violations(),
                    v ->
                        texts(
                            "type",
                            v.type(),
                            "subject",
                            v.subject(),
                            "description",
                            v.description())));
        case QuotaFailure d ->
            map.put(
                "violations",
                each(
                    d.violations(),
                    v -> texts("subject", v.subject(), "description", v.description())));
        case ResourceInfo d ->
            map.putAll(
                texts(
                    "resource_type",
                    d.resourceType(),
                    "resource_name",
                    d.resourceName(),
                    "owner",
                    d.owner(),
                    "description",
                    d.description()));
        case Help d ->
            map.put(
                "links",
                each(d.links(), v -> texts("description", v.description(), "url", v.url())));
        case LocalizedMessage d -> map.putAll(texts("locale", d.locale(), "message", d.message()));
        case Custom d -> map.putAll(d.fields());
      }
      maps.add(map);
    }
    return maps;
  }

  private static <T> List<Map<String, Object>> each(
      final List<T> items, final Function<T, Map<String, Object>> toMap) {
    return items.stream().map(toMap).toList();
  }

  private static Map<String, Object> texts(final String... pairs) {
    final Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** Reads the array as it came; anything that is not an array of objects reads as nothing. */
  static List<Map<String, Object>> parse(final String json) {
    return maps(Json.readOrNull(json));
  }

  static List<Map<String, Object>> maps(final Object any) {
    if (!(any instanceof List<?> list)) {
      return List.of();
    }
    final List<Map<String, Object>> maps = new ArrayList<>(list.size());
    for (final Object item : list) {
      if (item instanceof Map<?, ?> object) {
        final Map<String, Object> map = new LinkedHashMap<>();
        object.forEach((k, v) -> map.put(String.valueOf(k), v));
        maps.add(map);
      }
    }
    return maps;
  }

  /**
   * The typed view of what came: details of the catalogue that are well-formed, protocols' own as
   * custom.
   */
  static List<ErrorDetail> typed(final List<Map<String, Object>> raw) {
    final List<ErrorDetail> details = new ArrayList<>(raw.size());
    for (final Map<String, Object> map : raw) {
      try {
        final ErrorDetail detail = typed(map);
        if (detail != null) {
          details.add(detail);
        }
      } catch (ClassCastException | IllegalArgumentException | NullPointerException e) {
        // malformed: it stays readable as raw detail, and the error itself must not suffer from it
      }
    }
    return details;
  }

  private static ErrorDetail typed(final Map<String, Object> map) {
    if (!(map.get("@type") instanceof String type)) {
      return null;
    }
    return switch (type) {
      case "vgi_rpc.ErrorInfo" -> {
        final Map<String, String> facts = new LinkedHashMap<>();
        ((Map<?, ?>) map.get("metadata")).forEach((k, v) -> facts.put((String) k, (String) v));
        yield new ErrorInfo(facts);
      }
      case "vgi_rpc.RetryInfo" ->
          new RetryInfo(((Number) map.get("retry_delay_seconds")).doubleValue());
      case "vgi_rpc.BadRequest" ->
          new BadRequest(
              list(
                  map,
                  "field_violations",
                  m -> new BadRequest.FieldViolation(text(m, "field"), text(m, "description"))));
      case "vgi_rpc.PreconditionFailure" ->
          new PreconditionFailure(
              list(
                  map,
                  "violations",
                  m ->
                      new PreconditionFailure.Violation(
                          text(m, "type"), text(m, "subject"), text(m, "description"))));
      case "vgi_rpc.QuotaFailure" ->
          new QuotaFailure(
              list(
                  map,
                  "violations",
                  m -> new QuotaFailure.Violation(text(m, "subject"), text(m, "description"))));
      case "vgi_rpc.ResourceInfo" ->
          new ResourceInfo(
              text(map, "resource_type"),
              text(map, "resource_name"),
              text(map, "owner"),
              text(map, "description"));
      case "vgi_rpc.Help" ->
          new Help(list(map, "links", m -> new Help.Link(text(m, "description"), text(m, "url"))));
      case "vgi_rpc.LocalizedMessage" ->
          new LocalizedMessage(text(map, "locale"), text(map, "message"));
      default -> {
        if (type.startsWith(FRAMEWORK)) {
          yield null;
        }
        final Map<String, Object> fields = new LinkedHashMap<>(map);
        fields.remove("@type");
        yield new Custom(type, fields);
      }
    };
  }

  private static <T> List<T> list(
      final Map<String, Object> map,
      final String key,
      final Function<Map<String, Object>, T> item) {
    return maps(map.get(key)).stream().map(item).toList();
  }

  private static String text(final Map<String, Object> map, final String key) {
    return map.get(key) instanceof String text ? text : "";
  }
}
