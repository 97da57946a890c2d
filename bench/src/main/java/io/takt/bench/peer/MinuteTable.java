package io.takt.bench.peer;

import io.takt.sinks.database.Database;
import io.takt.sinks.database.DatabaseSettings;
import java.util.List;

/** The peers' table in PostgreSQL: a row for each asset and minute. Minutes are in UTC. */
public final class MinuteTable {

  static final String NAME = "peer.oee_minute";

  private MinuteTable() {}

  /** Statements for the superuser that make it, empty. */
  public static List<String> create() {
    return List.of(
        "CREATE SCHEMA IF NOT EXISTS peer",
        "GRANT USAGE ON SCHEMA peer TO " + Database.WRITER,
        "DROP TABLE IF EXISTS " + NAME,
        """
        CREATE TABLE %s (
          asset_id text NOT NULL,
          minute timestamp NOT NULL,
          running_ms bigint NOT NULL,
          stopped_ms bigint NOT NULL,
          good float8 NOT NULL,
          ideal_ms float8 NOT NULL,
          written_at timestamptz NOT NULL DEFAULT now(),
          PRIMARY KEY (asset_id, minute)
        )"""
            .formatted(NAME),
        // Flink's sink writes the statement itself and knows of no such column.
        """
        CREATE OR REPLACE FUNCTION peer.written() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN NEW.written_at = now(); RETURN NEW; END'""",
        "CREATE TRIGGER written BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION peer.written()"
            .formatted(NAME),
        "GRANT SELECT, INSERT, UPDATE ON %s TO %s".formatted(NAME, Database.WRITER));
  }

  /** What it holds: asset_id, minute, running_ms, stopped_ms, good, ideal_ms. */
  public static String content() {
    return "SELECT asset_id, minute AT TIME ZONE 'UTC' AS minute, running_ms, stopped_ms, good,"
        + " ideal_ms FROM "
        + NAME;
  }

  /** When its last row was written, in epoch milliseconds; null where it has none. */
  public static String lastWritten() {
    return "SELECT (extract(epoch FROM max(written_at)) * 1000)::bigint FROM " + NAME;
  }

  /**
   * Where it is for a driver that sends many rows in one statement and, as our sink does between
   * checkpoints, does not wait for the disk.
   */
  static String url(DatabaseSettings database) {
    String url = database.url();
    return url
        + (url.contains("?") ? '&' : '?')
        + "reWriteBatchedInserts=true&options=-c%20synchronous_commit=off";
  }
}
