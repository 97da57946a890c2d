package io.takt.sinks.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.CauseCandidate;
import io.takt.avro.CauseEvidence;
import io.takt.avro.CauseOrigin;
import io.takt.avro.EvidenceKind;
import io.takt.avro.StopCause;
import io.takt.sinks.CauseChange;
import io.takt.sinks.database.BackEnd;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.SqlSession;
import io.takt.sinks.database.TestServer;
import io.takt.sinks.tables.StopCauseBinding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class StopCauseWriterTest {
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final SinkSettings SETTINGS =
      new SinkSettings(
          100, 1 << 20, Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofMillis(10));

  @Test
  void aCauseIsReplacedWholeAndGoesWithItsStop() throws Exception {
    TestServer server = TestServer.of(BackEnd.POSTGRESQL);
    StopCauseBinding binding = new StopCauseBinding();
    try (SqlSession sql = SqlSession.as(Database.OWNER, server);
        CopyWriter<CauseChange> writer =
            new CopyWriter<>(
                binding,
                new Session<>(binding, server.login(Database.WRITER).orElseThrow()),
                SETTINGS,
                new ManualTime(),
                false,
                new WriteMetrics(new UnregisteredMetricsGroup()))) {
      sql.execute("TRUNCATE stop_cause, stop_cause_candidate, stop_cause_evidence");
      writer.write(CauseChange.of(cause(1, CauseOrigin.INFERRED, 3)), null);
      writer.flush(false);
      assertThat(sql.row("SELECT count(*) AS n FROM stop_cause_candidate")).containsEntry("n", 3L);

      writer.write(CauseChange.of(cause(3, CauseOrigin.OPERATOR, 2)), null);
      writer.write(CauseChange.of(cause(2, CauseOrigin.UNKNOWN, 1)), null);
      writer.flush(false);
      assertThat(sql.row("SELECT origin, revision FROM stop_cause"))
          .containsEntry("origin", "OPERATOR")
          .containsEntry("revision", 3L);
      assertThat(sql.row("SELECT count(*) AS n FROM stop_cause_candidate")).containsEntry("n", 2L);
      assertThat(sql.row("SELECT kind, subject, at, detail FROM stop_cause_evidence"))
          .containsEntry("kind", "FIRST_OUT")
          .containsEntry("subject", "F-DRIVE")
          .containsEntry("at", TEN);

      writer.write(CauseChange.removed("saw", TEN, 4), null);
      writer.flush(false);
      for (String table : List.of("stop_cause", "stop_cause_candidate", "stop_cause_evidence")) {
        assertThat(sql.row("SELECT count(*) AS n FROM " + table)).as(table).containsEntry("n", 0L);
      }
    }
  }

  private static StopCause cause(long revision, CauseOrigin origin, int candidates) {
    List<CauseCandidate> possible =
        List.of(
            new CauseCandidate("JAM", 0.5, "first out F-JAM"),
            new CauseCandidate("MECH", 0.3, ""),
            new CauseCandidate("ELEC", 0.1, ""));
    StopCause cause = new StopCause();
    cause.setAssetId("saw");
    cause.setStartedAt(TEN);
    cause.setRevision(revision);
    cause.setOrigin(origin);
    cause.setBecause("because");
    cause.setDecidedBy("model");
    cause.setDecidedAt(TEN);
    cause.setRootDelayMs(1_000L);
    cause.setSite("takt/one");
    cause.setAssetClass("press");
    cause.setCandidates(possible.subList(0, candidates));
    cause.setEvidence(
        List.of(new CauseEvidence(EvidenceKind.FIRST_OUT, "F-DRIVE", TEN, "at the start")));
    return cause;
  }
}
