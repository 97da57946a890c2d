package io.takt.jobs.alert;

import io.takt.avro.Alert;
import io.takt.jobs.alert.life.AlertBook;
import io.takt.jobs.alert.life.Life;
import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.oee.PlantClock;
import io.takt.jobs.oee.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the one book of alerts and wakes it when something in it is due. There is one key.
 *
 * <p>End of life: an alert is forgotten a day after it cleared.
 */
final class BookFunction extends KeyedProcessFunction<String, Notice, Alert> {

  private static final long serialVersionUID = 1L;

  /** The only key. */
  static final String KEY = "plant";

  private static final MapStateDescriptor<String, Life> LIVES =
      new MapStateDescriptor<>("lives", Types.STRING, TypeInformation.of(Life.class));
  private static final MapStateDescriptor<String, Boolean> PLANNED =
      new MapStateDescriptor<>("planned", Types.STRING, Types.BOOLEAN);
  private static final ValueStateDescriptor<Long> WAKES_AT =
      new ValueStateDescriptor<>("book-wakes-at", Types.LONG);

  /** While a backlog is read, what is due is looked at again after this, in milliseconds. */
  private static final long LOOK_AGAIN = 200;

  private final RuleSet rules;
  private final PlantClock clock;

  private transient AlertBook book;
  private transient List<Life> told;
  private transient Progress progress;
  private transient long revision;
  private transient MapState<String, Life> lives;
  private transient MapState<String, Boolean> planned;
  private transient ValueState<Long> wakesAt;

  BookFunction(RuleSet rules, PlantClock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    lives = getRuntimeContext().getMapState(LIVES);
    planned = getRuntimeContext().getMapState(PLANNED);
    wakesAt = getRuntimeContext().getState(WAKES_AT);
  }

  @Override
  public void processElement(Notice notice, Context context, Collector<Alert> out)
      throws Exception {
    long now = now(context.timerService());
    restoreOnce();
    book.advance(now);
    if (notice.condition() != null) {
      book.on(notice.condition(), now);
    } else if (notice.word() != null) {
      book.on(notice.word(), now);
    } else {
      Notice.Planned said = notice.planned();
      book.planned(said.asset(), said.stop(), said.at());
      if (said.stop()) {
        planned.put(said.asset(), true);
      } else {
        planned.remove(said.asset());
      }
    }
    finish(context.timerService(), out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    Long wakes = wakesAt.value();
    if (wakes == null || wakes != timestamp) {
      return;
    }
    wakesAt.clear();
    long now = now(context.timerService());
    restoreOnce();
    book.advance(now);
    finish(context.timerService(), out);
  }

  private void restoreOnce() throws Exception {
    if (book != null) {
      return;
    }
    told = new ArrayList<>();
    book = new AlertBook(rules, told::add);
    List<Life> kept = new ArrayList<>();
    lives.values().forEach(kept::add);
    List<String> assets = new ArrayList<>();
    planned.keys().forEach(assets::add);
    book.restore(kept, assets);
  }

  private void finish(TimerService timers, Collector<Alert> out) throws Exception {
    for (Life life : told) {
      revision = Math.max(revision + 1, timers.currentProcessingTime() * 1_000);
      out.collect(AlertMapping.alert(life, revision));
    }
    told.clear();
    Set<String> touched = book.takeTouched();
    for (String fingerprint : touched) {
      Life life = book.life(fingerprint);
      if (life == null) {
        lives.remove(fingerprint);
      } else {
        lives.put(fingerprint, life);
      }
    }
    long due = book.nextDue();
    long wall = due == Long.MAX_VALUE ? due : clock.wallOf(due);
    if (wall != Long.MAX_VALUE) {
      wall = Math.max(wall, timers.currentProcessingTime() + LOOK_AGAIN);
      Long wakes = wakesAt.value();
      if (wakes == null || wakes > wall) {
        timers.registerProcessingTimeTimer(wall);
        wakesAt.update(wall);
      }
    }
  }

  private long now(TimerService timers) {
    long wall = timers.currentProcessingTime();
    if (progress == null) {
      progress = new Progress(clock, wall);
    }
    progress.at(wall, timers.currentWatermark());
    return progress.now();
  }
}
