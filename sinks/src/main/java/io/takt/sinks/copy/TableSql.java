package io.takt.sinks.copy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that write one table. Rows belong to documents: all rows that share the document
 * key are replaced together. Where a document has several rows, an ordinal from 0 without a gap
 * completes the primary key.
 *
 * <p>Only names of tables and columns are put together here, never a value.
 */
public final class TableSql implements Serializable {

  private static final long serialVersionUID = 1L;

  private final List<String> columns;
  private final boolean numbered;
  private final String copy;
  private final String createStage;
  private final String copyStage;
  private final String probe;
  private final String deleteStaged;
  private final String deleteRest;
  private final String merge;

  /**
   * @param table name in schema takt
   * @param documentKey columns that name the document
   * @param ordinal column that numbers its rows; null: it has one row
   * @param revision column that orders what was said of it; null: the last word holds
   * @param content all other columns, in the order they are encoded after key and ordinal, revision
   *     last
   * @param touched true: the table has a written_at that every change sets
   */
  public TableSql(
      String table,
      List<String> documentKey,
      String ordinal,
      String revision,
      List<String> content,
      boolean touched) {
    numbered = ordinal != null;
    List<String> primaryKey = new ArrayList<>(documentKey);
    if (numbered) {
      primaryKey.add(ordinal);
    }
    columns =
        Stream.of(primaryKey, content, revision == null ? List.<String>of() : List.of(revision))
            .flatMap(List::stream)
            .toList();
    String target = "takt." + table;
    String stage = "pg_temp.stage_" + table;
    String all = list(columns, "%s");
    copy = "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(target, all);
    createStage =
        "CREATE TEMPORARY TABLE IF NOT EXISTS stage_%s ON COMMIT DELETE ROWS AS SELECT %s FROM %s WITH NO DATA"
            .formatted(table, all, target);
    copyStage = "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(stage, all);
    String newest = revision == null ? "0::bigint" : "max(" + revision + ")";
    String keys = list(documentKey, "%s");
    // Written as a look-up per document, so that no plan reads the whole table.
    probe =
        """
        WITH met AS MATERIALIZED (
          SELECT %1$s, s.said, s.newest, t.said AS had_said, t.newest AS had_newest
          FROM (SELECT %2$s, count(*) AS said, %3$s AS newest FROM %4$s GROUP BY %2$s) s
          CROSS JOIN LATERAL (SELECT count(*) AS said, %3$s AS newest FROM %5$s t WHERE %6$s) t
          WHERE t.said > 0
        )
        SELECT m.said, m.newest, m.had_newest > m.newest AS stale, %7$s
        FROM met m WHERE m.had_said > m.said OR m.had_newest > m.newest
        UNION ALL
        SELECT count(*), NULL, NULL, %8$s FROM met
        """
            .formatted(
                list(documentKey, "s.%s"),
                keys,
                newest,
                stage,
                target,
                documentKey.stream()
                    .map(k -> "t.%1$s = s.%1$s".formatted(k))
                    .collect(Collectors.joining(" AND ")),
                list(documentKey, "m.%s::text"),
                list(documentKey, "NULL::text"));
    String thisDocument =
        documentKey.stream().map(k -> k + " = ?").collect(Collectors.joining(" AND "));
    deleteStaged = "DELETE FROM %s WHERE %s".formatted(stage, thisDocument);
    // Bind parameters per document: on compressed chunks a join would unpack them all.
    deleteRest =
        "DELETE FROM %s WHERE %s AND %s >= ? AND %s <= ?"
            .formatted(
                target,
                thisDocument,
                numbered ? ordinal : "0",
                revision == null ? "0::bigint" : revision);
    List<String> assigned = new ArrayList<>();
    Stream.concat(content.stream(), Stream.ofNullable(revision))
        .forEach(c -> assigned.add("%1$s = excluded.%1$s".formatted(c)));
    if (touched) {
      assigned.add("written_at = now()");
    }
    merge =
        """
        INSERT INTO %1$s AS t (%2$s) SELECT %2$s FROM %3$s
        ON CONFLICT (%4$s) DO UPDATE SET %5$s
        WHERE (%6$s) IS DISTINCT FROM (%7$s)%8$s
        """
            .formatted(
                target,
                all,
                stage,
                list(primaryKey, "%s"),
                String.join(", ", assigned),
                list(content, "t.%s"),
                list(content, "excluded.%s"),
                revision == null ? "" : " AND excluded.%1$s >= t.%1$s".formatted(revision));
  }

  private static String list(List<String> names, String format) {
    return names.stream().map(format::formatted).collect(Collectors.joining(", "));
  }

  /** Columns in the order in which a row is encoded. */
  public List<String> columns() {
    return columns;
  }

  boolean numbered() {
    return numbered;
  }

  String copy() {
    return copy;
  }

  String createStage() {
    return createStage;
  }

  String copyStage() {
    return copyStage;
  }

  /**
   * Of the staged documents that are in the table: those with more rows there, and those newer
   * there (rows, revision, stale, key as text); and as one last row how many there are at all.
   */
  String probe() {
    return probe;
  }

  String deleteStaged() {
    return deleteStaged;
  }

  /** Parameters: the key, the first ordinal that goes, the revision up to which rows go. */
  String deleteRest() {
    return deleteRest;
  }

  String merge() {
    return merge;
  }
}
