package io.takt.jobs.downtime;

import io.takt.jobs.downtime.cause.LineCases;
import io.takt.jobs.downtime.cause.LineHistory;
import io.takt.jobs.downtime.cause.StopCase;
import io.takt.jobs.downtime.cause.StopKey;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Puts together what is known of each stop of one line.
 *
 * <p>Limits: evidence is kept for a day and stops for the horizon, behind the newest event of the
 * line; a line that falls silent keeps what it has. The state goes when the last of its machines is
 * no more.
 */
final class LineFunction extends KeyedProcessFunction<String, LineInput, CaseChange> {

  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<LineHistory> HISTORY =
      new ValueStateDescriptor<>("line", LineHistorySerializer.TYPE);

  private final long horizon;
  private transient LineCases cases;
  private transient ValueState<LineHistory> history;

  /**
   * @param horizon so long after its end a stop may still change, in milliseconds
   */
  LineFunction(long horizon) {
    this.horizon = horizon;
  }

  @Override
  public void open(OpenContext context) {
    cases = new LineCases(horizon);
    history = getRuntimeContext().getState(HISTORY);
  }

  @Override
  public void processElement(LineInput input, Context context, Collector<CaseChange> out)
      throws Exception {
    LineHistory known = history.value();
    LineHistory line = known == null ? new LineHistory() : known;
    String site = site(input.line());
    cases.accept(
        line,
        input.event(),
        new LineCases.Listener() {
          @Override
          public void stop(StopCase stop) {
            out.collect(new CaseChange(site, stop.key(), stop));
          }

          @Override
          public void gone(StopKey stop) {
            out.collect(new CaseChange(site, stop, null));
          }
        });
    if (line.isEmpty()) {
      history.clear();
    } else {
      history.update(line);
    }
  }

  /** enterprise/site, of enterprise/site/area/line. */
  static String site(String line) {
    return line.substring(0, line.indexOf('/', line.indexOf('/') + 1));
  }
}
