package io.takt.bench.suite;

import io.takt.bench.peer.MinuteTable;
import io.takt.bench.peer.Peer;
import io.takt.bench.peer.PeerSite;
import io.takt.sinks.copy.SinkSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The plant of an {@link OeeDrain}, drained by a peer and timed in the same way. */
final class PeerDrain {

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Bed bed;
  private final OeeDrain drain;
  private final Peer peer;

  PeerDrain(Bed bed, OeeDrain drain, Peer peer) {
    this.bed = bed;
    this.drain = drain;
    this.peer = peer;
  }

  /** Facts a second, from the first that is read to the last row that is written. */
  double run() throws Exception {
    List<String> table = new ArrayList<>(MinuteTable.create());
    table.add("CHECKPOINT");
    bed.sql(table.toArray(String[]::new));
    ReadStamps.reset();
    long last;
    Peer.Run run = peer.start(site());
    try {
      last = awaitWritten(run);
    } finally {
      run.end();
    }
    return drain.factsPerSecond(last);
  }

  private PeerSite site() throws Exception {
    return new PeerSite(
        bed.stack().bootstrapServers(),
        bed.stack().registry().url(),
        bed.writer(),
        drain.load().end(),
        EVERY,
        SinkSettings.THROUGHPUT.flushInterval(),
        bed.stack().directory());
  }

  /** Waits until all is as it should be; when the last row was written, epoch ms. */
  private long awaitWritten(Peer.Run run) throws Exception {
    long until = System.nanoTime() + OeeDrain.PATIENCE.toNanos();
    try (Connection connection = bed.superuser();
        Statement statement = connection.createStatement()) {
      boolean ended = false;
      LedgerContent got = null;
      while (!ended && System.nanoTime() < until) {
        // Asked before the table is looked at: after its end it writes nothing.
        ended = run.ended();
        if (ended || ReadStamps.count() >= drain.facts()) {
          got = OeeDrain.content(connection, MinuteTable.content());
          if (got.equals(drain.wanted())) {
            return lastWritten(statement);
          }
        }
        Thread.sleep(OeeDrain.LOOK_EVERY_MS);
      }
      throw new VoidResultException(
          "the peer read %d facts of %d and wrote %s, wanted were %s"
              .formatted(ReadStamps.count(), drain.facts(), got, drain.wanted()));
    }
  }

  private static long lastWritten(Statement statement) throws Exception {
    try (ResultSet row = statement.executeQuery(MinuteTable.lastWritten())) {
      row.next();
      return row.getLong(1);
    }
  }
}
