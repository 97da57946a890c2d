package io.takt.sinks.copy;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a writer counts. */
final class WriteMetrics {

  final Counter batches;
  final Counter appended;
  final Counter merged;
  final Counter changed;
  final Counter stale;
  final Counter retries;

  WriteMetrics(MetricGroup group) {
    batches = group.counter("batches");
    // Rows written by COPY alone, rows that went through a merge, and those of them that the table
    // took.
    appended = group.counter("rowsAppended");
    merged = group.counter("rowsMerged");
    changed = group.counter("rowsMergedChanged");
    // Documents refused as the table holds a newer word.
    stale = group.counter("documentsStale");
    retries = group.counter("retries");
  }
}
