package io.takt.jobs.oee;

import io.takt.avro.DataQuality;
import io.takt.avro.DataQualityKind;
import io.takt.avro.DeadLetter;
import io.takt.avro.DeadLetterReason;
import io.takt.avro.LateEvent;
import io.takt.avro.LateReason;
import io.takt.avro.LedgerMinute;
import io.takt.avro.OeeLive;
import io.takt.avro.OperatorEvent;
import io.takt.avro.ShiftVersions;
import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.AssetInput.Bundle;
import io.takt.jobs.intake.AssetInput.Described;
import io.takt.jobs.intake.AssetInput.Ordered;
import io.takt.jobs.intake.AssetInput.Rated;
import io.takt.jobs.intake.AssetInput.Removed;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.FactJson;
import io.takt.jobs.intake.Losses;
import io.takt.jobs.intake.Outlets;
import io.takt.jobs.intake.SharedRow;
import io.takt.jobs.intake.SharedRow.OfCalendar;
import io.takt.jobs.intake.SharedRow.OfReason;
import io.takt.jobs.timeline.Admission;
import io.takt.jobs.timeline.Block;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.Changes;
import io.takt.jobs.timeline.DataIssue;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.Head;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MinuteOfLedger;
import io.takt.jobs.timeline.ShiftReport;
import io.takt.jobs.timeline.ShiftReports;
import io.takt.jobs.timeline.StopRecord;
import io.takt.jobs.timeline.Timeline;
import io.takt.jobs.timeline.Versions;
import io.takt.sinks.StopChange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.MathUtils;
import org.apache.flink.util.OutputTag;

/**
 * Keeps each asset's timeline and wakes it when time alone is due.
 *
 * <p>An asset has one timer on the wall clock, at the earliest of what it waits for. It is never
 * further away than {@link #LOOK_AGAIN}: a task cannot set timers when a shared table changes, so
 * each asset looks by itself whether one did.
 *
 * <p>End of life: an asset that is not described, has no rates and had no facts within the horizon
 * is forgotten, as is one whose description is deleted. Facts go with the horizon.
 */
public final class OeeFunction
    extends KeyedBroadcastProcessFunction<String, AssetInput, SharedRow, LedgerMinute>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** Stops that are now so, or are no more. */
  public static final OutputTag<StopChange> STOPS =
      new OutputTag<>("stops", StopChangeSerializer.TYPE);

  /** What assets do right now. */
  public static final OutputTag<OeeLive> LIVE =
      new OutputTag<>("live", new AvroTypeInfo<>(OeeLive.class));

  /** What was reported of shifts that have ended. */
  public static final OutputTag<ShiftVersions> SHIFTS =
      new OutputTag<>("shifts", new AvroTypeInfo<>(ShiftVersions.class));

  /** What operators said, as it is on record. */
  public static final OutputTag<OperatorEvent> SAID =
      new OutputTag<>("said", new AvroTypeInfo<>(OperatorEvent.class));

  static final MapStateDescriptor<String, CalendarRules> CALENDARS =
      new MapStateDescriptor<>(
          "calendars", StringSerializer.INSTANCE, new CalendarRulesSerializer());
  static final MapStateDescriptor<String, Versions<LossCategory>> REASONS =
      new MapStateDescriptor<>("reasons", StringSerializer.INSTANCE, new ReasonSerializer());
  static final MapStateDescriptor<String, Long> TABLES_VERSION =
      new MapStateDescriptor<>(
          "tables-version", StringSerializer.INSTANCE, LongSerializer.INSTANCE);

  private static final ValueStateDescriptor<AssetState> ASSET =
      new ValueStateDescriptor<>("asset", new AssetStateSerializer());
  private static final MapStateDescriptor<Long, Block> BLOCKS =
      new MapStateDescriptor<>("blocks", LongSerializer.INSTANCE, new BlockSerializer());
  private static final MapStateDescriptor<Long, ShiftReport> SHIFT_REPORTS =
      new MapStateDescriptor<>(
          "shift-reports", LongSerializer.INSTANCE, new ShiftReportSerializer());
  private static final ListStateDescriptor<HeldFact> HELD =
      new ListStateDescriptor<>("held-facts", new HeldFactSerializer());

  /** The only key of {@link #TABLES_VERSION}. */
  private static final String VERSION_KEY = "version";

  /** Not restored from anything. */
  private static final long FIRST_START = -1;

  /** All in milliseconds of the wall clock. */
  static final long URGENT = 20;

  /** A fact of a minute that was booked without it is booked within this. */
  static final long LATE_WITHIN = 1_000;

  static final long LIVE_EVERY = 1_000;
  static final long LIVE_EVERY_IN_BACKLOG = 5_000;
  static final long LOOK_AGAIN = 2_000;
  static final long BOOK_EVERY_IN_BACKLOG = 1_000;
  static final long UNKNOWN_GRACE = 10_000;
  private static final long UNKNOWN_LOOK_AGAIN = 600_000;
  private static final long AT_ONCE = 20;
  private static final int SPREAD_MASK = 0xff;
  private static final int URGENT_SPREAD_MASK = 0x1f;

  /** Facts held of one asset that nobody has described. */
  static final int HELD_AT_MOST = 100_000;

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final PlantClock clock;
  private final long horizon;
  private final long settle;

  private transient ValueState<AssetState> asset;
  private transient MapState<Long, Block> blocksState;
  private transient MapState<Long, ShiftReport> reportsState;
  private transient ListState<HeldFact> heldFacts;
  private transient EarlyFacts early;
  private transient StateBlocks blocks;
  private transient ShiftReports reports;
  private transient BroadcastTables tables;
  private transient boolean tablesRestored;
  private transient Timeline timeline;
  private transient Progress progress;
  private transient Said said;
  private transient Losses losses;
  private transient Counter facts;
  private transient Counter minutes;
  private transient Counter restores;
  private transient long restore;

  /** Assets that had their turn since the start; those forgotten meanwhile included. */
  private transient int assets;

  /**
   * @param horizon how far back facts are booked, in milliseconds
   * @param settle how long after its end a shift is reported, in milliseconds
   */
  public OeeFunction(PlantClock clock, long horizon, long settle) {
    this.clock = clock;
    this.horizon = horizon;
    this.settle = settle;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    restore = context.getRestoredCheckpointId().orElse(FIRST_START);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {}

  @Override
  public void open(OpenContext context) {
    asset = getRuntimeContext().getState(ASSET);
    blocksState = getRuntimeContext().getMapState(BLOCKS);
    heldFacts = getRuntimeContext().getListState(HELD);
    early = new EarlyFacts(getRuntimeContext());
    blocks = new StateBlocks(blocksState);
    reportsState = getRuntimeContext().getMapState(SHIFT_REPORTS);
    reports = new StateShiftReports(reportsState);
    tables = new BroadcastTables();
    timeline = new Timeline(tables, settle);
    said = new Said();
    losses = new Losses(getRuntimeContext().getMetricGroup());
    facts = getRuntimeContext().getMetricGroup().counter("facts");
    minutes = getRuntimeContext().getMetricGroup().counter("minutes");
    restores = getRuntimeContext().getMetricGroup().counter("assets-restored");
  }

  @Override
  public void processBroadcastElement(SharedRow row, Context context, Collector<LedgerMinute> out)
      throws Exception {
    BroadcastState<String, CalendarRules> calendars = context.getBroadcastState(CALENDARS);
    BroadcastState<String, Versions<LossCategory>> reasons = context.getBroadcastState(REASONS);
    BroadcastState<String, Long> version = context.getBroadcastState(TABLES_VERSION);
    restoreTables(calendars, reasons, version);
    if (row instanceof OfCalendar calendar) {
      long now = clock.now(context.currentProcessingTime());
      boolean started = progress != null && progress.now() != AssetState.NOT_YET;
      long from = started ? progress.now() - horizon - DAY : now - 365 * DAY;
      tables.put(calendar, from, now + DAY);
      if (calendar.rules() == null) {
        calendars.remove(calendar.calendar());
      } else {
        calendars.put(calendar.calendar(), calendar.rules());
      }
    } else if (row instanceof OfReason reason) {
      tables.put(reason);
      if (reason.category() == null) {
        reasons.remove(reason.reason());
      } else {
        reasons.put(reason.reason(), reason.category());
      }
    }
    version.put(VERSION_KEY, tables.version());
  }

  private void restoreTables(
      ReadOnlyBroadcastState<String, CalendarRules> calendars,
      ReadOnlyBroadcastState<String, Versions<LossCategory>> reasons,
      ReadOnlyBroadcastState<String, Long> version)
      throws Exception {
    if (!tablesRestored) {
      Long last = version.get(VERSION_KEY);
      tables.restore(
          calendars.immutableEntries(), reasons.immutableEntries(), last == null ? 0 : last);
      tablesRestored = true;
    }
  }

  @Override
  public void processElement(AssetInput input, ReadOnlyContext context, Collector<LedgerMinute> out)
      throws Exception {
    AssetState state = begin(input.asset(), context, out);
    if (!progress.catchingUp()) {
      takeEarly(state);
    }
    if (input instanceof Reported reported) {
      if (!hear(List.of(reported), state, context)) {
        return;
      }
    } else if (input instanceof Bundle bundle) {
      if (!hear(bundle.facts(), state, context)) {
        return;
      }
    } else if (input instanceof Described described) {
      describe(described, state);
    } else if (input instanceof Rated rated) {
      timeline.rates(state.head, blocks, rated.product(), rated.secondsPerUnit());
      state.rated = true;
    } else if (input instanceof Ordered ordered) {
      timeline.order(state.head, blocks, ordered.order());
    } else if (input instanceof Removed) {
      takeEarly(state);
      forget(state, context.timerService());
      return;
    }
    lookAtTables(state);
    end(state, context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<LedgerMinute> out)
      throws Exception {
    if (context.timeDomain() == TimeDomain.EVENT_TIME && timestamp != Long.MAX_VALUE) {
      List<Reported> due = early.of(timestamp);
      if (!due.isEmpty()) {
        AssetState state = begin(context.getCurrentKey(), context, out);
        takeAll(due, state);
        end(state, context.timerService());
      }
      return;
    }
    AssetState state = begin(context.getCurrentKey(), context, out);
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      state.timer = AssetState.NEVER;
    } else {
      // The input has ended, and with it the timers on the wall clock.
      state.urgentBy = said.wall;
    }
    if (!progress.catchingUp()) {
      takeEarly(state);
    }
    lookAtTables(state);
    if (state.reportUnknownBy <= said.wall) {
      reportUnknown(state);
    }
    if (timeline.known(state.head)) {
      book(state);
    }
    prune(state, context.currentWatermark());
    if (isOver(state, context.currentWatermark())) {
      forget(state, context.timerService());
      return;
    }
    end(state, context.timerService());
  }

  /** The asset's state, and everything else as it is at this moment. */
  private AssetState begin(String key, ReadOnlyContext context, Collector<LedgerMinute> out)
      throws Exception {
    if (!tablesRestored) {
      restoreTables(
          context.getBroadcastState(CALENDARS),
          context.getBroadcastState(REASONS),
          context.getBroadcastState(TABLES_VERSION));
    }
    long wall = context.timerService().currentProcessingTime();
    if (progress == null) {
      progress = new Progress(clock, wall);
    }
    progress.at(wall, context.currentWatermark());
    AssetState state = asset.value();
    if (state == null || state.restore != restore) {
      assets++;
    }
    if (state == null) {
      state = new AssetState(new Head());
      state.tables = tables.version();
      state.restore = FIRST_START;
      // At the end of the input all that can be booked is.
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
    if (state.restore != restore) {
      timeline.restored(state.head, clock.now(wall) + Admission.AHEAD);
      state.restore = restore;
      restores.inc();
    }
    blocks.begin();
    said.begin(key, state, wall, context, out);
    return state;
  }

  /** Keeps the state, and sees to it that the asset is woken in time. */
  private void end(AssetState state, TimerService timers) throws Exception {
    long next = nextWake(state);
    if (next < state.timer) {
      if (state.timer != AssetState.NEVER) {
        timers.deleteProcessingTimeTimer(state.timer);
      }
      timers.registerProcessingTimeTimer(next);
      state.timer = next;
    }
    blocks.rest(timeline.newestBlock(state.head));
    asset.update(state);
  }

  private long nextWake(AssetState state) {
    long wall = said.wall;
    if (!timeline.known(state.head)) {
      long next = state.lastArrival == AssetState.NOT_YET ? AssetState.NEVER : wall;
      return Math.min(
          state.rated && next == AssetState.NEVER ? AssetState.NEVER : wall + UNKNOWN_LOOK_AGAIN,
          state.reportUnknownBy);
    }
    if (timeline.urgent(state.head)) {
      state.urgentBy = Math.min(state.urgentBy, wall + URGENT + (said.spread & URGENT_SPREAD_MASK));
    }
    long next =
        Math.min(wall + Math.max(LOOK_AGAIN, assets), Math.max(state.urgentBy, wall + AT_ONCE));
    long due = clock.wallOf(timeline.nextDue(state.head));
    if (due != Long.MAX_VALUE) {
      next = Math.min(next, Math.max(due, wall + AT_ONCE) + said.spread);
    }
    if (progress.catchingUp()) {
      return Math.max(next, wall + bookEveryInBacklog());
    }
    if (state.liveIsOld) {
      next = Math.min(next, Math.max(wall + AT_ONCE, state.liveAt + liveEvery()));
    }
    return next;
  }

  // ---- what comes in

  /**
   * Takes facts, or has them wait.
   *
   * @return whether the asset is to be seen to; if they only join others that wait, it was when the
   *     first of those came
   */
  private boolean hear(List<Reported> reported, AssetState state, ReadOnlyContext context)
      throws Exception {
    facts.inc(reported.size());
    progress.heard(reported.get(0).fact().arrivedAt());
    boolean known = timeline.known(state.head);
    long upTo = progress.catchingUp() ? context.currentWatermark() : Long.MAX_VALUE;
    boolean any = !known;
    List<Reported> ahead = new ArrayList<>();
    for (Reported one : reported) {
      if (known || hold(one, state)) {
        long arrival = one.fact().arrivedAt();
        if (arrival > upTo || (upTo != Long.MAX_VALUE && early.anyWith(arrival))) {
          ahead.add(one);
        } else {
          take(one, state);
          any = true;
        }
      }
    }
    return early.add(ahead, context.timerService()) || any;
  }

  private void takeEarly(AssetState state) throws Exception {
    if (!early.none()) {
      takeAll(early.all(), state);
    }
  }

  private void takeAll(List<Reported> due, AssetState state) {
    for (Reported reported : due) {
      take(reported, state);
    }
  }

  /** Notes where a fact of an asset lies that nobody has described; false: there are too many. */
  private boolean hold(Reported reported, AssetState state) throws Exception {
    HeldFact held =
        new HeldFact(
            reported.topic(), reported.partition(), reported.offset(), reported.fact().arrivedAt());
    if (state.held >= HELD_AT_MOST) {
      said.deadLetter(
          held,
          "Nobody has described asset \""
              + reported.asset()
              + "\", and "
              + HELD_AT_MOST
              + " of its facts are held already; this one is not.");
      return false;
    }
    state.held++;
    state.lastArrival = Math.max(state.lastArrival, held.arrivedAt());
    heldFacts.add(held);
    if (state.reportUnknownBy == AssetState.NEVER) {
      state.reportUnknownBy = said.wall + UNKNOWN_GRACE;
    }
    return true;
  }

  private void take(Reported reported, AssetState state) {
    Fact fact = reported.fact();
    state.lastArrival = Math.max(state.lastArrival, fact.arrivedAt());
    if (fact instanceof Fact.OfOperator entry && entry.reason() != null) {
      state.usesReason(entry.reason());
    }
    said.current = reported;
    timeline.accept(state.head, blocks, reports, fact, said);
    said.current = null;
    state.liveIsOld = true;
    boolean booked = state.advancedTo != AssetState.NOT_YET;
    if (booked && fact.touches() < Math.floorDiv(state.advancedTo, MINUTE) * MINUTE) {
      state.urgentBy = Math.min(state.urgentBy, said.wall + LATE_WITHIN);
    }
  }

  private void describe(Described described, AssetState state) {
    if (state.held > 0) {
      heldFacts.clear();
      state.held = 0;
    }
    state.reportUnknownBy = AssetState.NEVER;
    state.unknownSaid = false;
    state.calendar = described.settings().calendar();
    state.liveIsOld = true;
    timeline.settings(state.head, blocks, described.settings());
  }

  private void lookAtTables(AssetState state) {
    if (state.tables != tables.version()) {
      long calendarFrom = tables.calendarChangedSince(state.tables, state);
      if (calendarFrom != Long.MAX_VALUE) {
        timeline.calendarChanged(state.head, calendarFrom);
      }
      long reasonsFrom = tables.reasonsChangedSince(state.tables, state);
      if (reasonsFrom != Long.MAX_VALUE) {
        timeline.reasonsChanged(state.head, reasonsFrom);
      }
      state.tables = tables.version();
    }
  }

  // ---- when time is due

  private void book(AssetState state) {
    long now = Math.max(state.advancedTo, progress.now());
    if (now == AssetState.NOT_YET) {
      return;
    }
    boolean due = timeline.nextDue(state.head) <= now;
    if (due || state.urgentBy <= said.wall) {
      timeline.advance(state.head, blocks, reports, now, said);
      if (now == clock.stop()) {
        timeline.conclude(state.head, blocks, reports, said);
      }
      state.advancedTo = now;
      state.urgentBy = AssetState.NEVER;
      state.liveIsOld = true;
    }
    boolean atTheEnd =
        now == clock.stop() && state.liveAsOf != now && state.urgentBy == AssetState.NEVER;
    state.liveIsOld |= atTheEnd;
    long every = progress.catchingUp() ? Math.max(LIVE_EVERY_IN_BACKLOG, assets) : liveEvery();
    if (state.liveIsOld
        && (state.liveAt == AssetState.NOT_YET || state.liveAt + every <= said.wall)) {
      said.live(now);
      state.liveAt = said.wall;
      state.liveAsOf = now;
      state.liveIsOld = false;
    }
  }

  /** A task with very many assets says at most a thousand live rows a second, in turn. */
  private long liveEvery() {
    return Math.max(LIVE_EVERY, assets);
  }

  /** A task with very many assets books four thousand of a backlog a second at most. */
  private long bookEveryInBacklog() {
    return Math.max(BOOK_EVERY_IN_BACKLOG, assets / 4);
  }

  private void reportUnknown(AssetState state) throws Exception {
    state.reportUnknownBy = AssetState.NEVER;
    HeldFact first = null;
    for (HeldFact held : heldFacts.get()) {
      first = first == null ? held : first;
      said.deadLetter(
          held,
          "Nobody has described asset \""
              + said.key
              + "\"; the fact is held and used should the description come within the horizon.");
    }
    heldFacts.clear();
    if (!state.unknownSaid && first != null) {
      state.unknownSaid = true;
      said.doubt(
          new DataQuality(
              said.key,
              DataQualityKind.UNKNOWN_ASSET,
              Instant.ofEpochMilli(first.arrivedAt()),
              said.key,
              "Facts of asset \"" + said.key + "\" arrive, but nobody has described it."));
    }
  }

  private void prune(AssetState state, long watermark) {
    if (watermark == Long.MIN_VALUE || !progress.allSurelyRead(horizon)) {
      return;
    }
    long below = Math.min(watermark, clock.now(said.wall)) - horizon - HOUR;
    if (state.prunedAt == AssetState.NOT_YET || hourOf(below) > hourOf(state.prunedAt)) {
      timeline.prune(state.head, blocks, reports, below);
      state.prunedAt = below;
    }
  }

  /** The hour it is by the asset's own: a plant that forgot all at once would stop for it. */
  private long hourOf(long instant) {
    return Math.floorDiv(instant + MathUtils.murmurHash(said.key.hashCode()) % HOUR, HOUR);
  }

  private boolean isOver(AssetState state, long watermark) {
    if (timeline.known(state.head) || state.rated || watermark == Long.MIN_VALUE) {
      return false;
    }
    long heard = Math.min(watermark, clock.now(said.wall)) - horizon - HOUR;
    return state.lastArrival < heard;
  }

  private void forget(AssetState state, TimerService timers) {
    if (state.timer != AssetState.NEVER) {
      timers.deleteProcessingTimeTimer(state.timer);
    }
    timers.deleteEventTimeTimer(Long.MAX_VALUE);
    asset.clear();
    blocksState.clear();
    reportsState.clear();
    heldFacts.clear();
    early.clear();
  }

  /** Carries what the timeline says of the asset that has its turn. */
  private final class Said implements Changes {

    private String key;
    private AssetState state;
    private long wall;
    private int spread;
    private ReadOnlyContext context;
    private Collector<LedgerMinute> out;

    /** The fact that has its turn; null: none has. */
    private Reported current;

    private void begin(
        String newKey,
        AssetState newState,
        long newWall,
        ReadOnlyContext newContext,
        Collector<LedgerMinute> newOut) {
      key = newKey;
      state = newState;
      wall = newWall;
      spread = (newKey.hashCode() >>> 7 ^ newKey.hashCode()) & SPREAD_MASK;
      context = newContext;
      out = newOut;
    }

    /** Rises within an asset, also across restores, as the wall clock does. */
    private long revision() {
      state.revision = Math.max(state.revision + 1, wall * 1_000);
      return state.revision;
    }

    @Override
    public void minute(MinuteOfLedger minute) {
      minutes.inc();
      out.collect(Contract.minute(key, minute, revision()));
    }

    @Override
    public void stop(StopRecord stop) {
      context.output(STOPS, Contract.stop(key, stop, revision()));
    }

    @Override
    public void noStop(long start) {
      context.output(STOPS, StopChange.removed(key, Instant.ofEpochMilli(start), revision()));
    }

    @Override
    public void shift(ShiftReport report) {
      context.output(SHIFTS, ReportContract.shift(key, report, revision()));
    }

    @Override
    public void said(Fact.OfOperator entry) {
      context.output(SAID, ReportContract.said(key, entry));
    }

    @Override
    public void issue(DataIssue issue) {
      // An order's description always arrives after its first mention, as it is asked for by it.
      // Whether nobody has described it, the order itself says.
      if (issue.kind() != DataIssue.Kind.UNKNOWN_ORDER) {
        doubt(Contract.doubt(key, issue));
      }
    }

    private void doubt(DataQuality doubt) {
      losses.count(doubt);
      context.output(Outlets.DATA_QUALITY, doubt);
    }

    @Override
    public void tooLate(Fact fact) {
      LateEvent event =
          LateEvent.newBuilder()
              .setAssetId(key)
              .setAt(Instant.ofEpochMilli(fact.at()))
              .setArrivedAt(Instant.ofEpochMilli(fact.arrivedAt()))
              .setTopic(current.topic().topicName())
              .setReason(LateReason.STATE_PRUNED)
              .setFact(FactJson.of(key, fact))
              .setPartition(current.partition())
              .setOffset(current.offset())
              .build();
      losses.count(event);
      context.output(Outlets.LATE_EVENTS, event);
    }

    private void live(long now) {
      context.output(LIVE, Contract.live(key, timeline.live(state.head, blocks, now), revision()));
    }

    private void deadLetter(HeldFact held, String detail) {
      DeadLetter letter =
          DeadLetter.newBuilder()
              .setTopic(held.topic().topicName())
              .setPartition(held.partition())
              .setOffset(held.offset())
              .setReason(DeadLetterReason.UNKNOWN_ASSET)
              .setDetail(detail)
              .setKey(ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)))
              .setValue(null)
              .setArrivedAt(Instant.ofEpochMilli(held.arrivedAt()))
              .build();
      losses.count(letter);
      context.output(Outlets.DEAD_LETTERS, letter);
    }
  }
}
