package dev.millrace.spec.kit.record;

/** The enumeration of the conformance service; members travel by name. */
public enum Status {
  /** Not begun. */
  PENDING,
  /** Under way. */
  ACTIVE,
  /** Over. */
  CLOSED
}
