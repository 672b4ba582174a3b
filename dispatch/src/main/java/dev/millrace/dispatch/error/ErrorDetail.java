package dev.millrace.dispatch.error;

import java.util.List;
import java.util.Map;

/**
 * One structured part of an error, named by its {@code @type} ([ERR-6]). The records are the
 * catalogue of the framework; {@link Custom} holds whatever a protocol defines in its own name
 * space, and types a reader does not know.
 */
public sealed interface ErrorDetail {

  /**
   * Names the detail on the wire.
   *
   * @return value of {@code @type}
   */
  String type();

  /**
   * Free key-value facts.
   *
   * @param metadata the facts
   */
  record ErrorInfo(Map<String, String> metadata) implements ErrorDetail {
    @Override
    public String type() {
      return "vgi_rpc.ErrorInfo";
    }
  }

  /**
   * When trying again may help.
   *
   * @param retryDelaySeconds how long to wait first; finite and not negative
   */
  record RetryInfo(double retryDelaySeconds) implements ErrorDetail {
    /** Checks the delay. */
    public RetryInfo {
      if (!(retryDelaySeconds >= 0) || Double.isInfinite(retryDelaySeconds)) {
        throw new IllegalArgumentException("retry delay " + retryDelaySeconds);
      }
    }

    @Override
    public String type() {
      return "vgi_rpc.RetryInfo";
    }
  }

  /**
   * Which parameters are wrong.
   *
   * @param fieldViolations one entry a fault
   */
  record BadRequest(List<FieldViolation> fieldViolations) implements ErrorDetail {
    @Override
    public String type() {
      return "vgi_rpc.BadRequest";
    }

    /**
     * A wrong parameter.
     *
     * @param field its name
     * @param description what is wrong with it
     */
    public record FieldViolation(String field, String description) {}
  }

  /**
   * Which conditions do not hold.
   *
   * @param violations one entry a condition
   */
  record PreconditionFailure(List<Violation> violations) implements ErrorDetail {
    @Override
    public String type() {
      return "vgi_rpc.PreconditionFailure";
    }

    /**
     * A condition that does not hold.
     *
     * @param type class of the condition
     * @param subject what it is about
     * @param description what is wrong
     */
    public record Violation(String type, String subject, String description) {}
  }

  /**
   * Which quotas are used up.
   *
   * @param violations one entry a quota
   */
  record QuotaFailure(List<Violation> violations) implements ErrorDetail {
    @Override
    public String type() {
      return "vgi_rpc.QuotaFailure";
    }

    /**
     * A quota that is used up.
     *
     * @param subject whose quota
     * @param description what is used up
     */
    public record Violation(String subject, String description) {}
  }

  /**
   * What the error is about.
   *
   * @param resourceType kind of the resource
   * @param resourceName its name
   * @param owner whose it is
   * @param description what is wrong with it
   */
  record ResourceInfo(String resourceType, String resourceName, String owner, String description)
      implements ErrorDetail {
    @Override
    public String type() {
      return "vgi_rpc.ResourceInfo";
    }
  }

  /**
   * Where to read on.
   *
   * @param links the places
   */
  record Help(List<Link> links) implements ErrorDetail {
    @Override
    public String type() {
      return "vgi_rpc.Help";
    }

    /**
     * A place to read on.
     *
     * @param description what is found there
     * @param url where it is
     */
    public record Link(String description, String url) {}
  }

  /**
   * A text fit for the end user.
   *
   * @param locale its language, as a BCP 47 tag
   * @param message the text
   */
  record LocalizedMessage(String locale, String message) implements ErrorDetail {
    @Override
    public String type() {
      return "vgi_rpc.LocalizedMessage";
    }
  }

  /**
   * A detail outside the catalogue.
   *
   * @param type name in the protocol's own name space, with at least one dot
   * @param fields its fields: strings, numbers, booleans, nulls, lists and maps of those
   */
  record Custom(String type, Map<String, Object> fields) implements ErrorDetail {}
}
