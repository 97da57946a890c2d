package io.takt.bench.peer;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.types.Row;

/** {@link MinuteSplit} as a table function of SQL: from, to → a row for each minute. UTC. */
@FunctionHint(output = @DataTypeHint("ROW<`minute` TIMESTAMP(3), ms BIGINT>"))
public final class MinutesOf extends TableFunction<Row> {

  private static final long serialVersionUID = 1L;

  /** Called by SQL. */
  public void eval(
      @DataTypeHint("TIMESTAMP(3)") LocalDateTime from,
      @DataTypeHint("TIMESTAMP(3)") LocalDateTime to) {
    MinuteSplit.split(
        from.toInstant(ZoneOffset.UTC).toEpochMilli(),
        to.toInstant(ZoneOffset.UTC).toEpochMilli(),
        (minute, ms) ->
            collect(Row.of(LocalDateTime.ofEpochSecond(minute / 1000, 0, ZoneOffset.UTC), ms)));
  }
}
