package dev.millrace.shm.posix;

/** Which system this is. Apart from the calls, so that to ask links none of them. */
final class Platform {
  static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");
  static final boolean MACOS = System.getProperty("os.name").startsWith("Mac");

  private Platform() {}
}
