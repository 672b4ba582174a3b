package dev.millrace.sdk.worker;

import dev.millrace.sdk.function.Arguments;
import dev.millrace.sdk.function.BindCall;
import dev.millrace.wire.schema.Schema;
import java.util.List;
import java.util.Optional;

/** A resolved call. */
record BoundCall(
    Arguments arguments, Schema input, List<String> argumentNames, Optional<AtClause> at)
    implements BindCall {}
