package io.takt.embedded.run;

import io.takt.embedded.EmbeddedStack;
import java.util.List;

/** Where a running stack can be looked at. */
public final class Addresses {
  private Addresses() {}

  /** A line for each. */
  public static List<String> of(EmbeddedStack stack) {
    return List.of(
        "    Flink            " + stack.flinkUrl(),
        "    Kafka            " + stack.bootstrapServers(),
        "    Schema registry  " + stack.registry().url(),
        "    PostgreSQL       "
            + stack.database().jdbcUrl()
            + "  (user takt_reader, password in "
            + stack.directory().resolve("secrets")
            + ")",
        "    or ask it by     ./takt sql 'SELECT * FROM oee_live'");
  }
}
