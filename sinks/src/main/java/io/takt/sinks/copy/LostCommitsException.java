package io.takt.sinks.copy;

import java.sql.SQLException;

/**
 * The server crashed after commits that were not waited for: rows since the last checkpoint may be
 * lost. The task has to fail, so that Flink sends them again.
 */
final class LostCommitsException extends SQLException {

  private static final long serialVersionUID = 1L;

  LostCommitsException() {
    super("the database crashed since the last checkpoint and may have lost rows written after it");
  }
}
