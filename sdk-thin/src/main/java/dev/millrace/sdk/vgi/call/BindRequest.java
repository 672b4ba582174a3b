package dev.millrace.sdk.vgi.call;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.FunctionType;
import java.util.List;

/**
 * Asks the worker to resolve a call: which function, with which arguments, giving which columns.
 *
 * @param functionName name of the function
 * @param arguments constant arguments, a one-row stream
 * @param functionType kind of the function
 * @param inputSchema columns of the input rows as schema bytes; null when there are none
 * @param settings session settings, a one-row stream with a column each; null when none
 * @param secrets resolved secrets, a one-row stream with a column each; null when none
 * @param attachOpaqueData what the attach answered; null from clients that did not attach
 * @param transactionOpaqueData the transaction; null outside of one
 * @param resolvedSecretsProvided whether this is the second round after a request for secrets
 * @param atUnit unit of an AT clause, {@code VERSION} or {@code TIMESTAMP}; null without one
 * @param atValue value of an AT clause; null without one
 * @param copyFrom present while a COPY ... FROM is bound
 * @param copyTo present while a COPY ... TO is bound
 * @param schemaPath schema, from the outermost in
 * @param argumentNames names of the argument expressions at the call site; null when unknown
 */
public record BindRequest(
    String functionName,
    byte[] arguments,
    FunctionType functionType,
    @Default @Nullable byte[] inputSchema,
    @Default @Nullable byte[] settings,
    @Default @Nullable byte[] secrets,
    @Default @Nullable byte[] attachOpaqueData,
    @Default @Nullable byte[] transactionOpaqueData,
    @Default("false") boolean resolvedSecretsProvided,
    @Default @Nullable String atUnit,
    @Default @Nullable String atValue,
    @Default @Nullable CopyFromContext copyFrom,
    @Default @Nullable CopyToContext copyTo,
    @Default @Nullable List<String> schemaPath,
    @Default @Nullable List<String> argumentNames) {}
