package io.takt.jobs.downtime;

import io.takt.avro.DeadLetter;
import io.takt.sinks.CauseChange;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Evidence in, causes out; knows neither Kafka nor the database. */
final class DowntimePipeline {

  private DowntimePipeline() {}

  /** What comes out. */
  record Outputs(DataStream<CauseChange> causes, DataStream<DeadLetter> deadLetters) {}

  /**
   * Ties it together: by asset, by line, by site.
   *
   * @param horizon so long after its end a stop may still change, in milliseconds
   */
  static Outputs pipeline(DataStream<DowntimeInput> evidence, long horizon) {
    SingleOutputStreamOperator<DowntimeInput> rows =
        evidence
            .process(new DowntimeSorter(), DowntimeInputSerializer.TYPE)
            .uid(Uids.SORT_EVIDENCE)
            .name("sort evidence");
    SingleOutputStreamOperator<CaseChange> cases =
        rows.keyBy(DowntimeSorter::asset, Types.STRING)
            .process(new PlaceFunction(), LineInputSerializer.TYPE)
            .uid(Uids.PLACE_ON_LINES)
            .name("place on lines")
            .keyBy(LineInput::line, Types.STRING)
            .process(new LineFunction(horizon), CaseChangeSerializer.TYPE)
            .uid(Uids.PUT_CASES_TOGETHER)
            .name("put cases together");
    BroadcastStream<DowntimeInput> alarmMap =
        rows.getSideOutput(DowntimeSorter.ALARM_MAP).broadcast(DeskFunction.ALARM_MAP);
    SingleOutputStreamOperator<CauseChange> causes =
        cases
            .keyBy(CaseChange::site, Types.STRING)
            .connect(alarmMap)
            .process(new DeskFunction(horizon), CauseChangeSerializer.TYPE)
            .uid(Uids.DECIDE_ON_CAUSES)
            .name("decide on causes");
    return new Outputs(causes, rows.getSideOutput(DowntimeSorter.DEAD_LETTERS));
  }
}
