package io.takt.bench.suite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Looks for the first stop in the database that began after a moment. */
final class FirstRow {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_EVERY_MS = 20;

  private FirstRow() {}

  /** When a reader sees it, epoch milliseconds; fails after two minutes. */
  static CompletableFuture<Long> after(Bed bed, long moment) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return await(bed, moment);
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        });
  }

  private static long await(Bed bed, long moment) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try (Connection connection = bed.superuser();
        PreparedStatement statement =
            connection.prepareStatement("SELECT EXISTS (SELECT FROM stop WHERE started_at > ?)")) {
      statement.setObject(1, Instant.ofEpochMilli(moment).atOffset(ZoneOffset.UTC));
      while (System.nanoTime() < until) {
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          if (row.getBoolean(1)) {
            return System.currentTimeMillis();
          }
        }
        Thread.sleep(LOOK_EVERY_MS);
      }
    }
    throw new VoidResultException(
        "no row told of a fact sent after the kill, %s later".formatted(PATIENCE));
  }
}
