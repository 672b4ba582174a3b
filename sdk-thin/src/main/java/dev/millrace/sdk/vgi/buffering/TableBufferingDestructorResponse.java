package dev.millrace.sdk.vgi.buffering;

/** Acknowledges that buffered state was dropped. */
public record TableBufferingDestructorResponse() {}
