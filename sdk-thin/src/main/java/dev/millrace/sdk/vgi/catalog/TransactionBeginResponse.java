package dev.millrace.sdk.vgi.catalog;

import dev.millrace.codec.value.annotation.Default;
import dev.millrace.codec.value.annotation.Nullable;

/**
 * The transaction that was begun.
 *
 * @param transactionOpaqueData comes back in every call of the transaction; null when nothing is
 *     needed
 */
public record TransactionBeginResponse(@Default @Nullable byte[] transactionOpaqueData) {}
