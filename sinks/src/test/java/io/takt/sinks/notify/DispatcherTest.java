package io.takt.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who hears what and when, in simulated time; messages are written as "minute receiver KIND n". */
class DispatcherTest {

  private static final String RECEIVERS =
      """
      site: {zone: Europe/Berlin}
      receivers:
        - {name: shop, terminal: {}}
        - {name: lead, terminal: {}}
        - {name: bot, slack: {channel: C1, token: TAKT_SLACK_TOKEN}}
        - {name: sleeper, terminal: {}, quiet-hours: night}
      windows:
        - {name: night, from: "22:00", to: "06:00"}
        - {name: sunday, days: [sunday], from: "00:00", to: "00:00"}
      """;

  private final List<Message> sent = new ArrayList<>();
  private final List<Suppressed> suppressed = new ArrayList<>();
  private Memory memory = new Memory();
  private long start = Instant.parse("2026-03-02T08:00:00Z").toEpochMilli();
  private Routing routing;
  private Dispatcher dispatcher;

  @Test
  void theFirstMessageWaitsForWhatComesAlongAndTheNextForTheInterval() {
    route("receivers: [shop], group-by: [line]");
    raise("stop", "a", 0);
    raise("stop", "b", 0.3);
    run(3);
    raise("stop", "c", 3);
    run(20);
    assertThat(told()).containsExactly("0.5 shop ALERT 2", "5.5 shop ALERT 3");
  }

  @Test
  void groupsAreTheirLabels() {
    route("receivers: [shop], group-by: [line]");
    raise("stop", "a", 0);
    raise("stop", "z", 0);
    run(1);
    assertThat(told()).containsExactly("0.5 shop ALERT 1", "0.5 shop ALERT 1");
  }

  @Test
  void whatIsOverIsToldOnceAndWhatWasOverBeforeItWasToldIsNot() {
    route("receivers: [shop]");
    raise("stop", "a", 0);
    run(10);
    clear("stop", "a", 0, 10);
    run(30);
    raise("stop", "a", 30);
    clear("stop", "a", 30, 30.2);
    run(60);
    assertThat(told()).containsExactly("0.5 shop ALERT 1", "10 shop ALERT 1");
    assertThat(suppressed).extracting(Suppressed::why).containsExactly("brief");
    assertThat(memory.groups).isEmpty();
  }

  @Test
  void anAlertThatCameAndWentAndCameAgainIsToldAndItsFirstTimeIsOnRecord() {
    route("receivers: [shop]");
    raise("stop", "a", 0);
    clear("stop", "a", 0, 0.1);
    raise("stop", "a", 0.2);
    run(10);
    assertThat(told()).containsExactly("0.5 shop ALERT 1");
    assertThat(sent.get(0).alerts()).extracting(AlertView::activeAt).containsExactly(at(0.2));
    assertThat(suppressed).extracting(Suppressed::why).containsExactly("brief");
    assertThat(suppressed).extracting(s -> s.alert().activeAt()).containsExactly(at(0));
  }

  @Test
  void anAlertThatWasToldAndIsBackBeforeItsEndWasToldIsToldAnew() {
    route("receivers: [shop]");
    raise("stop", "a", 0);
    run(10);
    clear("stop", "a", 0, 10);
    raise("stop", "a", 10.001);
    run(20);
    assertThat(told()).containsExactly("0.5 shop ALERT 1", "10 shop ALERT 1");
    assertThat(sent.get(1).alerts()).extracting(AlertView::activeAt).containsExactly(at(10.001));
    assertThat(suppressed).isEmpty();
  }

  @Test
  void anAlertThatNobodyHasSeenIsRepeatedAndASeenOneIsNot() {
    route("receivers: [shop], repeat-interval: 1h");
    raise("stop", "a", 0);
    run(130);
    acknowledge("stop", "a", 0, 130);
    run(400);
    assertThat(told())
        .containsExactly("0.5 shop ALERT 1", "60.5 shop REPEAT 1", "120.5 shop REPEAT 1");
    assertThat(sent).extracting(Message::contentHash).doesNotHaveDuplicates();
  }

  @Test
  void theLadderIsClimbedUntilSomebodyAcknowledges() {
    route(
        "receivers: [shop], escalation: [{after: 15m, receivers: [lead]}, {after: 30m, receivers: [bot]}]");
    raise("stop", "a", 0);
    run(20);
    acknowledge("stop", "a", 0, 20);
    run(100);
    clear("stop", "a", 0, 100);
    run(120);
    assertThat(told())
        .containsExactly(
            "0.5 shop ALERT 1", "15.5 lead ESCALATION 1", "100 lead ALERT 1", "100 shop ALERT 1");
  }

  @Test
  void aMessageThatCanBeBroughtUpToDateIsSoAtOnce() {
    route("receivers: [bot]");
    raise("stop", "a", 0);
    run(1);
    acknowledge("stop", "a", 0, 1);
    run(2);
    clear("stop", "a", 0, 2);
    run(3);
    assertThat(told()).containsExactly("0.5 bot ALERT 1", "1 bot ALERT 1 quietly", "2 bot ALERT 1");
    assertThat(sent).extracting(Message::groupKey).containsOnly(sent.get(0).groupKey());
  }

  @Test
  void aSourceInhibitsItsTargetsOfTheSameLineUntilItIsOver() {
    configure(
        "routes: [{name: all, receivers: [shop], group-by: [line, rule]}]\n"
            + "inhibit: [{source: {rule: line-down}, target: {rule: stop}, equal: [line]}]");
    raise("line-down", "a", 0);
    raise("stop", "a", 0);
    raise("stop", "z", 0);
    run(10);
    assertThat(told()).containsExactly("0.5 shop ALERT 1", "0.5 shop ALERT 1");
    assertThat(suppressed).extracting(Suppressed::why).containsExactly("inhibited");
    clear("line-down", "a", 0, 10);
    run(20);
    assertThat(sent).hasSize(4);
    assertThat(sent.get(3).alerts().get(0).fingerprint()).isEqualTo("stop|a");
  }

  @Test
  void aMuteWindowIsAsLongAsTheDayAlsoWhenClocksChange() {
    // Sunday 29 March 2026 has 23 hours in Berlin: it ends at 22:00 UTC, not 23:00.
    start = Instant.parse("2026-03-29T20:00:00Z").toEpochMilli();
    route("receivers: [shop], mute: [sunday]");
    raise("stop", "a", 0);
    run(180);
    assertThat(told()).containsExactly("120 shop ALERT 1");
    assertThat(suppressed).extracting(Suppressed::why).containsExactly("muted");

    // Sunday 25 October 2026 has 25 hours: it ends at 23:00 UTC.
    start = Instant.parse("2026-10-25T20:00:00Z").toEpochMilli();
    sent.clear();
    memory = new Memory();
    route("receivers: [shop], mute: [sunday]");
    raise("stop", "a", 0);
    run(240);
    assertThat(told()).containsExactly("180 shop ALERT 1");
  }

  @Test
  void quietHoursEndWithOneDigestAndCriticalAlertsAreToldAllTheSame() {
    // 22:00 in Berlin on the night before summer time begins: 06:00 is seven hours later.
    start = Instant.parse("2026-03-28T21:00:00Z").toEpochMilli();
    route("receivers: [sleeper], group-by: [asset], repeat-interval: 1d");
    raise("stop", "a", 0);
    raise("stop", "b", 10);
    clear("stop", "b", 10, 40);
    raise("fire", "z", 60, "CRITICAL");
    run(600);
    assertThat(told()).containsExactly("60.5 sleeper ALERT 1", "420 sleeper DIGEST 2");
    Message digest = sent.get(1);
    assertThat(digest.why()).isEqualTo("quiet-hours");
    assertThat(digest.alerts())
        .extracting(AlertView::fingerprint, AlertView::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("stop|a", "ACTIVE_UNACKNOWLEDGED"),
            org.assertj.core.groups.Tuple.tuple("stop|b", "CLEARED"));
  }

  @Test
  void aFloodBecomesOneSummary() {
    route("receivers: [shop], group-by: [asset]");
    for (int i = 0; i < 40; i++) {
      raise("stop", "m" + i, 0.5 * i / 20);
    }
    run(30);
    assertThat(told().stream().filter(told -> told.contains("ALERT"))).hasSize(10);
    assertThat(told()).endsWith("1.3 shop FLOOD 20 and 1 more", "11.3 shop FLOOD 9");
    assertThat(suppressed).hasSize(30).extracting(Suppressed::why).containsOnly("flood");
  }

  @Test
  void whatIsToldAfterAnOutageIsOneDigestAndNoStorm() {
    route("receivers: [shop], group-by: [asset]");
    for (int i = 0; i < 50; i++) {
      AlertView alert = Sample.alert("stop", "m" + i, "L1", "FAULT", at(-180 + i));
      dispatcher.accept(alert, at(0));
      if (i % 2 == 0) {
        dispatcher.accept(Sample.in(alert, "CLEARED", at(-100 + i)), at(0));
      }
    }
    raise("stop", "now", 0);
    run(30);
    assertThat(told()).containsExactly("0.5 shop ALERT 1", "0.5 shop DIGEST 20 and 30 more");
    assertThat(sent.get(1).alerts()).noneMatch(AlertView::isCleared);
  }

  @Test
  void whatIsShelvedOrSuppressedBeforeItIsToldIsNotTold() {
    route("receivers: [shop]");
    raise("stop", "a", 0);
    AlertView alert = Sample.alert("stop", "a", "L1", "FAULT", at(0));
    dispatcher.accept(Sample.in(alert, "SUPPRESSED", at(0.1)), at(0.1));
    run(60);
    assertThat(sent).isEmpty();
    assertThat(suppressed).extracting(Suppressed::why).containsExactly("suppressed");
    dispatcher.accept(Sample.in(alert, "ACTIVE_UNACKNOWLEDGED", at(60)), at(60));
    run(70);
    assertThat(told()).containsExactly("60.5 shop ALERT 1");
  }

  /** Killed after any step and started from what was kept: the same messages, none twice. */
  @Test
  void itGoesOnFromWhatItKept() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String keys =
        "receivers: [shop, sleeper], group-by: [line], escalation: [{after: 15m, receivers: [lead]}]";
    List<AlertView> steps = new ArrayList<>();
    List<Double> when = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double minute = i * 4 + random.nextInt(3);
      AlertView alert =
          Sample.alert(
              "stop",
              "m" + random.nextInt(8),
              random.nextBoolean() ? "L1" : "L2",
              "FAULT",
              at(minute));
      steps.add(random.nextInt(3) == 0 ? Sample.in(alert, "CLEARED", at(minute)) : alert);
      when.add(minute);
    }
    route(keys);
    play(steps, when, null);
    List<Message> whole = List.copyOf(sent);
    assertThat(whole).isNotEmpty();
    sent.clear();
    memory = new Memory();
    now = 0;
    route(keys);
    play(steps, when, new Random(seed));
    assertThat(sent).isEqualTo(whole);
  }

  private void play(List<AlertView> steps, List<Double> when, Random kills) throws Exception {
    ObjectMapper json = new ObjectMapper();
    for (int i = 0; i < steps.size(); i++) {
      run(when.get(i));
      dispatcher.accept(steps.get(i), at(when.get(i)));
      if (kills != null && kills.nextInt(3) == 0) {
        memory = json.readValue(json.writeValueAsString(memory), Memory.class);
        dispatcher = new Dispatcher(routing, memory, sent::add, suppressed::add);
      }
    }
    run(2_000);
  }

  private double now;

  private void route(String keys) {
    configure("routes: [{name: all, " + keys + "}]");
  }

  private void configure(String yaml) {
    now = 0;
    routing = RoutingFile.parse(RECEIVERS + yaml).routing();
    dispatcher = new Dispatcher(routing, memory, sent::add, suppressed::add);
  }

  private void raise(String rule, String asset, double minute) {
    raise(rule, asset, minute, "FAULT");
  }

  private void raise(String rule, String asset, double minute, String severity) {
    run(minute);
    String line = asset.equals("z") ? "L2" : "L1";
    dispatcher.accept(Sample.alert(rule, asset, line, severity, at(minute)), at(minute));
  }

  private void clear(String rule, String asset, double raised, double minute) {
    run(minute);
    AlertView alert =
        Sample.alert(rule, asset, asset.equals("z") ? "L2" : "L1", "FAULT", at(raised));
    dispatcher.accept(Sample.in(alert, "CLEARED", at(minute)), at(minute));
  }

  private void acknowledge(String rule, String asset, double raised, double minute) {
    run(minute);
    AlertView alert = Sample.alert(rule, asset, "L1", "FAULT", at(raised));
    dispatcher.accept(Sample.in(alert, "ACTIVE_ACKNOWLEDGED", at(minute)), at(minute));
  }

  /** To this minute, exactly at each instant at which something is due. */
  private void run(double minute) {
    while (dispatcher.nextDue() <= at(minute)) {
      long due = Math.max(dispatcher.nextDue(), at(now));
      dispatcher.advance(due);
      now = (due - start) / 60_000.0;
    }
    now = Math.max(now, minute);
  }

  private long at(double minute) {
    return start + Duration.ofMillis((long) (minute * 60_000)).toMillis();
  }

  private List<String> told() {
    return sent.stream()
        .map(
            message ->
                String.format(
                            java.util.Locale.ROOT, "%.1f", (message.plantTime() - start) / 60_000.0)
                        .replace(".0", "")
                    + " "
                    + message.receiver()
                    + " "
                    + message.kind()
                    + " "
                    + message.alerts().size()
                    + (message.more() > 0 ? " and " + message.more() + " more" : "")
                    + (message.quiet() ? " quietly" : ""))
        .toList();
  }
}
