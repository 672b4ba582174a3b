package dev.millrace.dispatch;

/** What kind of connection carries a call. */
public enum TransportKind {
  /** Standard input and output of a process, or another pair of pipes. */
  PIPE("pipe"),
  /** A Unix domain socket. */
  UNIX("unix"),
  /** A TCP connection. */
  TCP("tcp"),
  /** HTTP requests. */
  HTTP("http");

  private final String wireName;

  TransportKind(final String wireName) {
    this.wireName = wireName;
  }

  /**
   * Names the kind as the protocol does.
   *
   * @return the lower-case name
   */
  public String wireName() {
    return wireName;
  }
}
