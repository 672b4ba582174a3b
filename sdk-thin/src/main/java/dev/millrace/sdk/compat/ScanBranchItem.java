package dev.millrace.sdk.compat;

import dev.millrace.codec.value.annotation.Nullable;
import dev.millrace.sdk.vgi.catalog.ScanBranch;
import dev.millrace.sdk.vgi.catalog.ScanBranchesResult;

/** One of the sources of a table. Files that a client reads itself are unknown to this line. */
record ScanBranchItem(
    String functionName,
    byte[] arguments,
    @Nullable String branchFilter,
    boolean writable,
    @Nullable String sourceCatalog,
    @Nullable String sourceSchema,
    @Nullable String sourceTable) {

  static ScanBranchItem of(final ScanBranch branch) {
    if (branch.formatName() != null) {
      throw new IllegalStateException("a branch of files for a client that cannot read them");
    }
    return new ScanBranchItem(
        branch.functionName(),
        branch.arguments(),
        branch.branchFilter(),
        branch.writable(),
        branch.sourceCatalog(),
        branch.sourceSchemaPath() == null ? null : SchemaNames.name(branch.sourceSchemaPath()),
        branch.sourceTable());
  }

  static ScanBranchesResult each(final ScanBranchesResult result) {
    return new ScanBranchesResult(
        Items.each(
            result.branches(),
            b -> Items.rewrite(b, ScanBranch.class, ScanBranchItem.class, ScanBranchItem::of)),
        result.requiredExtensions());
  }
}
