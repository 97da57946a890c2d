package io.takt.sinks.tables;

import io.takt.avro.CauseCandidate;
import io.takt.avro.CauseEvidence;
import io.takt.avro.StopCause;
import io.takt.sinks.CauseChange;
import io.takt.sinks.copy.Binding;
import io.takt.sinks.copy.CopyBuffer;
import io.takt.sinks.copy.Rows;
import io.takt.sinks.copy.TableSql;
import java.util.List;

/** Causes with their candidates and evidence; a stop that is no more takes them along. */
public final class StopCauseBinding implements Binding<CauseChange> {

  private static final long serialVersionUID = 1L;
  private static final List<String> KEY = List.of("asset_id", "started_at");

  private static final TableSql CAUSE =
      new TableSql(
          "stop_cause",
          KEY,
          null,
          "revision",
          List.of(
              "ended_at",
              "origin",
              "cause",
              "probability",
              "because",
              "decided_by",
              "decided_at",
              "first_out",
              "root_asset_id",
              "root_started_at",
              "root_delay_ms",
              "given_reason",
              "machine_reason",
              "machine_probability",
              "machine_because",
              "site",
              "asset_class"),
          true);
  private static final TableSql CANDIDATE =
      new TableSql(
          "stop_cause_candidate",
          KEY,
          "ordinal",
          "revision",
          List.of("reason", "probability", "because"),
          false);
  private static final TableSql EVIDENCE =
      new TableSql(
          "stop_cause_evidence",
          KEY,
          "ordinal",
          "revision",
          List.of("kind", "subject", "at", "detail"),
          false);

  @Override
  public String name() {
    return "stop_cause";
  }

  @Override
  public List<Rows<CauseChange>> tables() {
    return List.of(CAUSES, CANDIDATES, PIECES);
  }

  @Override
  public Key key(CauseChange change) {
    return TextKey.of(change.assetId(), change.startedAt());
  }

  @Override
  public long revision(CauseChange change) {
    return change.revision();
  }

  @Override
  public boolean usuallyUpdates() {
    return true;
  }

  private static void number(Double value, CopyBuffer row) {
    if (value == null) {
      row.nothing();
    } else {
      row.float8(value);
    }
  }

  private static final Rows<CauseChange> CAUSES =
      new Rows<>(CAUSE) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(CauseChange change) {
          return change.cause() == null ? 0 : 1;
        }

        @Override
        public void encode(CauseChange change, int ordinal, CopyBuffer row) {
          StopCause cause = change.cause();
          row.text(change.assetId());
          row.timestamp(change.startedAt());
          row.timestamp(cause.getEndedAt());
          row.text(cause.getOrigin().name());
          row.text(cause.getCause());
          number(cause.getProbability(), row);
          row.text(cause.getBecause());
          row.text(cause.getDecidedBy());
          row.timestamp(cause.getDecidedAt());
          row.text(cause.getFirstOut());
          row.text(cause.getRootAssetId());
          row.timestamp(cause.getRootStartedAt());
          row.int8(cause.getRootDelayMs());
          row.text(cause.getGivenReason());
          row.text(cause.getMachineReason());
          number(cause.getMachineProbability(), row);
          row.text(cause.getMachineBecause());
          row.text(cause.getSite());
          row.text(cause.getAssetClass());
          row.int8(change.revision());
        }
      };

  private static final Rows<CauseChange> CANDIDATES =
      new Rows<>(CANDIDATE) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(CauseChange change) {
          return change.cause() == null ? 0 : change.cause().getCandidates().size();
        }

        @Override
        public void encode(CauseChange change, int ordinal, CopyBuffer row) {
          CauseCandidate candidate = change.cause().getCandidates().get(ordinal);
          row.text(change.assetId());
          row.timestamp(change.startedAt());
          row.int2(ordinal);
          row.text(candidate.getReason());
          row.float8(candidate.getProbability());
          row.text(candidate.getBecause());
          row.int8(change.revision());
        }
      };

  private static final Rows<CauseChange> PIECES =
      new Rows<>(EVIDENCE) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(CauseChange change) {
          return change.cause() == null ? 0 : change.cause().getEvidence().size();
        }

        @Override
        public void encode(CauseChange change, int ordinal, CopyBuffer row) {
          CauseEvidence piece = change.cause().getEvidence().get(ordinal);
          row.text(change.assetId());
          row.timestamp(change.startedAt());
          row.int2(ordinal);
          row.text(piece.getKind().name());
          row.text(piece.getSubject());
          row.timestamp(piece.getAt());
          row.text(piece.getDetail());
          row.int8(change.revision());
        }
      };
}
