package io.takt.jobs.downtime;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.downtime.DowntimeInput.Row;
import io.takt.jobs.downtime.cause.CauseDesk;
import io.takt.jobs.downtime.cause.Finding;
import io.takt.schemas.RecordKey;
import io.takt.sinks.CauseChange;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decides why stops of a site happened, and learns.
 *
 * <p>Limits: a site is one task's work. A stop is let go of when it ended a horizon before the
 * newest one began; what was learned from it fades with a half-life of 60 days, and stays as long
 * as the site has stops.
 */
final class DeskFunction
    extends KeyedBroadcastProcessFunction<String, CaseChange, DowntimeInput, CauseChange> {

  private static final long serialVersionUID = 1L;
  private static final long DAY = 24 * 3_600_000L;

  static final MapStateDescriptor<String, String> ALARM_MAP =
      new MapStateDescriptor<>("alarm-map", Types.STRING, Types.STRING);
  static final ValueStateDescriptor<DeskState> DESK =
      new ValueStateDescriptor<>("desk", DeskStateSerializer.TYPE);

  private final long horizon;
  private transient DeskMemory memory;
  private transient ValueState<DeskState> desk;

  /**
   * @param horizon so long after its end a stop may still change, in milliseconds
   */
  DeskFunction(long horizon) {
    this.horizon = horizon;
  }

  @Override
  public void open(OpenContext context) {
    memory = new DeskMemory(getRuntimeContext());
    desk = getRuntimeContext().getState(DESK);
  }

  @Override
  public void processElement(CaseChange change, ReadOnlyContext context, Collector<CauseChange> out)
      throws Exception {
    DeskState state = begin(context.currentProcessingTime());
    CauseDesk causes = new CauseDesk(memory, map(context.getBroadcastState(ALARM_MAP)));
    if (change.stop() == null) {
      causes.gone(change.key());
      out.collect(
          CauseChange.removed(
              change.key().asset(), Instant.ofEpochMilli(change.key().start()), state.revision()));
    } else {
      out.collect(CauseContract.cause(causes.judge(change.stop()), state.revision()));
    }
    long newest = Math.max(state.newest(), change.key().start());
    long forgotAt = state.forgotAt();
    if (forgotAt == NONE || newest - forgotAt > DAY) {
      causes.forget(newest - horizon);
      forgotAt = newest;
    }
    desk.update(new DeskState(memory.sharpness(), state.revision(), newest, forgotAt));
  }

  @Override
  public void processBroadcastElement(
      DowntimeInput input, Context context, Collector<CauseChange> out) throws Exception {
    Row row = (Row) input;
    String reason = DowntimeSorter.reason(row);
    if (reason == null) {
      context.getBroadcastState(ALARM_MAP).remove(row.key());
    } else {
      context.getBroadcastState(ALARM_MAP).put(row.key(), reason);
    }
    ReadOnlyBroadcastState<String, String> alarms = context.getBroadcastState(ALARM_MAP);
    long wall = context.currentProcessingTime();
    context.applyToKeyedState(
        DESK,
        (site, state) -> {
          DeskState now = begin(wall);
          for (Finding finding : new CauseDesk(memory, map(alarms)).again()) {
            if (finding.firstOut() != null
                && row.key().equals(key(finding.stop().assetClass(), finding.firstOut()))) {
              out.collect(CauseContract.cause(finding, now.revision()));
            }
          }
          state.update(now);
        });
  }

  /** The site's state with a revision that is above all it has said, also before a crash. */
  private DeskState begin(long wall) throws java.io.IOException {
    DeskState known = desk.value();
    if (known == null) {
      known = new DeskState(CauseDesk.SHARPNESS_AT_FIRST, 0, NONE, NONE);
    }
    memory.sharpness(known.sharpness());
    return new DeskState(
        known.sharpness(),
        Math.max(known.revision() + 1, wall * 1_000),
        known.newest(),
        known.forgotAt());
  }

  private static String key(String assetClass, String code) {
    return RecordKey.of(assetClass, code);
  }

  private static CauseDesk.AlarmMap map(ReadOnlyBroadcastState<String, String> alarms) {
    return (assetClass, code) -> {
      try {
        return alarms.get(key(assetClass, code));
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("The alarm map cannot be reached", e);
      }
    };
  }
}
