package io.takt.sinks.tables;

import io.takt.avro.Reason;
import io.takt.avro.ReasonVersion;
import io.takt.sinks.copy.Binding;
import io.takt.sinks.copy.CopyBuffer;
import io.takt.sinks.copy.Rows;
import io.takt.sinks.copy.TableSql;
import java.util.Comparator;
import java.util.List;

/** Reasons with their versions; a row replaces all versions that were there before. */
public final class ReasonBinding implements Binding<Reason> {

  private static final long serialVersionUID = 1L;

  private static final TableSql REASON =
      new TableSql(
          "reason", List.of("reason"), null, null, List.of("parent", "text", "offered"), true);
  private static final TableSql VERSION =
      new TableSql(
          "reason_version",
          List.of("reason"),
          "ordinal",
          null,
          List.of("valid_from", "valid_to", "category"),
          false);

  @Override
  public String name() {
    return "reason";
  }

  @Override
  public List<Rows<Reason>> tables() {
    return List.of(REASONS, VERSIONS);
  }

  @Override
  public Key key(Reason reason) {
    return TextKey.of(reason.getReason());
  }

  @Override
  public long revision(Reason reason) {
    return 0;
  }

  @Override
  public boolean usuallyUpdates() {
    return true;
  }

  private static final Rows<Reason> REASONS =
      new Rows<>(REASON) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(Reason reason) {
          return 1;
        }

        @Override
        public void encode(Reason reason, int ordinal, CopyBuffer row) {
          row.text(reason.getReason());
          row.text(reason.getParent());
          row.jsonb(Json.of(reason.getText()));
          row.bool(reason.getOffered());
        }
      };

  private static final Rows<Reason> VERSIONS =
      new Rows<>(VERSION) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(Reason reason) {
          return reason.getVersions().size();
        }

        @Override
        public void encode(Reason reason, int ordinal, CopyBuffer row) {
          List<ReasonVersion> versions =
              reason.getVersions().stream()
                  .sorted(
                      Comparator.comparing(
                          ReasonVersion::getValidFrom,
                          Comparator.nullsFirst(Comparator.naturalOrder())))
                  .toList();
          row.text(reason.getReason());
          row.int2(ordinal);
          Validity.encode(versions, ReasonVersion::getValidFrom, ordinal, row);
          row.text(versions.get(ordinal).getCategory().name());
        }
      };
}
