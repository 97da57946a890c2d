package io.takt.jobs.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.takt.jobs.anomaly.SensorFault.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssetDetectorTest {
  private static final int LEARNED = 600;

  @Test
  void aSignalThatMovesAwayBeginsAnEpisodeThatNamesItFirst() {
    Machine machine = new Machine(1).run(LEARNED);
    long onset = machine.now;
    machine.shift[1] = 4;
    machine.run(120);
    List<Episode> episodes = machine.episodes();
    assertThat(episodes).hasSize(1);
    Episode episode = episodes.get(0);
    assertThat(episode.endedAt()).isNull();
    assertThat(episode.startedAt()).isBetween(onset, onset + 30_000);
    assertThat(episode.regime()).isEqualTo("PRODUCING");
    Contribution first = episode.contributions().get(0);
    assertThat(first.signal()).isEqualTo("vibration");
    assertThat(first.direction()).isEqualTo(Direction.HIGH);
    assertThat(first.share()).isGreaterThan(0.8);
    assertThat(first.expected()).isCloseTo(60, within(1.0));
    assertThat(first.lower()).isCloseTo(57, within(1.5));
    assertThat(first.upper()).isCloseTo(63, within(1.5));
  }

  @Test
  void anEpisodeEndsWhenTheSignalsAreBackAndItsEndIsItsLastAbnormalRow() {
    Machine machine = new Machine(2).run(LEARNED);
    machine.shift[0] = -5;
    machine.run(100);
    long back = machine.now;
    machine.shift[0] = 0;
    machine.run(200);
    List<Episode> episodes = machine.episodes();
    assertThat(episodes).hasSize(1);
    assertThat(episodes.get(0).endedAt()).isBetween(back, back + 90_000);
    assertThat(episodes.get(0).endedAt()).isEqualTo(episodes.get(0).lastAt());
    assertThat(episodes.get(0).contributions().get(0).direction()).isEqualTo(Direction.LOW);
    assertThat(episodes.get(0).severity()).isBetween(0.5, 1.0);
  }

  @Test
  void anUneventfulDayHasNoEpisode() {
    Machine machine = new Machine(3).run(20_000);
    assertThat(machine.episodes()).isEmpty();
  }

  @Test
  void slowDriftIsFollowed() {
    Machine machine = new Machine(4).run(LEARNED);
    for (int i = 0; i < 4_000; i++) {
      machine.shift[0] += 0.0025;
      machine.run(1);
    }
    assertThat(machine.episodes()).isEmpty();
  }

  @Test
  void nothingIsJudgedInSetupAndPlannedStopsNorRightAfterThem() {
    Machine machine = new Machine(5).does(Activity.PRODUCING).run(LEARNED);
    machine.does(Activity.SETUP);
    machine.shift[0] = 30;
    machine.run(100).does(Activity.PLANNED_STOP);
    machine.shift[2] = -30;
    machine.run(100).does(Activity.PRODUCING);
    // Warming up: the signals come back into their bands only by and by.
    for (int i = 0; i < 600; i++) {
      machine.shift[0] *= 0.98;
      machine.shift[2] *= 0.98;
      machine.run(1);
    }
    assertThat(machine.episodes()).isEmpty();
  }

  @Test
  void aSignalThatIsUsuallyBackAtOnceIsJudgedSoonAfterAStop() {
    Machine machine = new Machine(15).does(Activity.PRODUCING).run(LEARNED);
    for (int stop = 0; stop < 5; stop++) {
      machine.does(Activity.STOPPED).run(30).does(Activity.PRODUCING).run(60);
    }
    assertThat(machine.episodes()).isEmpty();
    machine.does(Activity.STOPPED).run(30);
    machine.shift[1] = 8;
    machine.does(Activity.PRODUCING).run(26);
    assertThat(machine.episodes()).hasSize(1);
    assertThat(machine.episodes().get(0).contributions().get(0).signal()).isEqualTo("vibration");
  }

  @Test
  void whatCreptInBeforeABreakdownIsNoNormalToReturnTo() {
    Machine machine = new Machine(16).does(Activity.PRODUCING).run(LEARNED);
    for (int row = 0; row < 600; row++) {
      machine.shift[1] += row < 400 ? 0.01 : 0.05;
      machine.run(1);
    }
    assertThat(machine.episodes()).hasSize(1);
    machine.does(Activity.STOPPED).run(60);
    machine.shift[1] = 0;
    machine.does(Activity.PRODUCING).run(400);
    assertThat(machine.episodes()).hasSize(1);
  }

  @Test
  void anEpisodeEndsWhenTheMachineStops() {
    Machine machine = new Machine(6).does(Activity.PRODUCING).run(LEARNED);
    machine.shift[1] = 6;
    machine.run(60);
    machine.does(Activity.STOPPED);
    assertThat(machine.episodes()).hasSize(1);
    assertThat(machine.episodes().get(0).endedAt()).isEqualTo(machine.now);
  }

  @Test
  void eachProductHasLimitsOfItsOwn() {
    Machine machine = new Machine(7);
    machine.say(new Input.Context(machine.now, Activity.PRODUCING, "A", "1"));
    machine.run(LEARNED);
    machine.say(new Input.Context(machine.now, Activity.PRODUCING, "B", "2"));
    machine.shift[2] = 20;
    machine.run(LEARNED);
    machine.say(new Input.Context(machine.now, Activity.PRODUCING, "A", "3"));
    machine.shift[2] = 0;
    machine.run(200);
    assertThat(machine.episodes()).isEmpty();
    machine.shift[2] = 6;
    machine.run(60);
    assertThat(machine.episodes()).hasSize(1);
    Episode episode = machine.episodes().get(0);
    assertThat(episode.regime()).isEqualTo("PRODUCING|A");
    assertThat(episode.product()).isEqualTo("A");
    assertThat(episode.workOrder()).isEqualTo("3");
  }

  @Test
  void notAnAnomalyRaisesTheLimitAndConfirmedDoesNot() {
    assertThat(episodesAfterVerdict(false)).isLessThan(episodesAfterVerdict(true));
  }

  private static int episodesAfterVerdict(boolean anomaly) {
    Machine machine = new Machine(8).run(LEARNED);
    for (int i = 0; i < 4; i++) {
      machine.shift[1] = 1.8;
      machine.run(60);
      machine.shift[1] = 0;
      machine.run(400);
      for (Episode episode : machine.episodes()) {
        machine.say(new Input.Verdict(machine.now, episode.startedAt(), anomaly));
      }
    }
    if (!anomaly) {
      assertThat(machine.episodes()).allMatch(Episode::withdrawn);
    }
    return machine.episodes().size();
  }

  @Test
  void aSensorThatStandsStillIsASensorFaultAndNoAnomaly() {
    Machine machine = new Machine(9).run(1_000);
    for (int i = 0; i < 500; i++) {
      machine.now += 1_000;
      machine.say(new Input.Sample("temperature", machine.now, 50.0, Trust.GOOD));
      machine.say(new Input.Sample("vibration", machine.now, machine.value(1), Trust.GOOD));
      machine.say(new Input.Sample("power", machine.now, machine.value(2), Trust.GOOD));
    }
    assertThat(machine.episodes()).isEmpty();
    assertThat(machine.sensorFaults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.signal()).isEqualTo("temperature");
              assertThat(fault.kind()).isEqualTo(Kind.STUCK);
              assertThat(fault.from()).isEqualTo(Machine.START + 1_001_000);
              assertThat(fault.to()).isNull();
            });
  }

  @Test
  void aSensorThatFallsSilentIsMissingUntilItSpeaksAgain() {
    Machine machine = new Machine(10).run(LEARNED);
    long last = machine.now;
    long due = machine.model.wantsTimeAt(AnomalySettings.committed());
    assertThat(due).isEqualTo(last + 60_000);
    machine.say(new Input.PassedTime(due - 1));
    assertThat(machine.sensorFaults()).isEmpty();
    machine.say(new Input.PassedTime(due));
    assertThat(machine.sensorFaults()).hasSize(3).allMatch(fault -> fault.kind() == Kind.MISSING);
    assertThat(machine.model.wantsTimeAt(AnomalySettings.committed())).isEqualTo(Long.MAX_VALUE);
    machine.now += 300_000;
    machine.run(1);
    assertThat(machine.sensorFaults()).hasSize(6);
    assertThat(machine.sensorFaults().get(5).to()).isEqualTo(machine.now);
  }

  @Test
  void badValuesAndImpossibleOnesAreSensorFaults() {
    Machine machine = new Machine(11).run(LEARNED);
    machine.say(new Input.SignalLimits(machine.now, "power", 40.0, 100.0));
    machine.now += 1_000;
    machine.say(new Input.Sample("temperature", machine.now, null, Trust.GOOD));
    machine.say(new Input.Sample("vibration", machine.now, 1e9, Trust.BAD));
    machine.say(new Input.Sample("power", machine.now, -500.0, Trust.GOOD));
    assertThat(machine.sensorFaults())
        .extracting(SensorFault::kind)
        .containsExactly(Kind.BAD, Kind.BAD, Kind.OUT_OF_RANGE);
    machine.run(60);
    assertThat(machine.episodes()).isEmpty();
  }

  @Test
  void aSignalThatStaysBeyondItsSpecificationIsAnEpisode() {
    Machine machine = new Machine(12).run(LEARNED);
    machine.say(new Input.SignalLimits(machine.now, "power", 100.0, 200.0));
    machine.run(10);
    assertThat(machine.episodes()).hasSize(1);
    assertThat(machine.episodes().get(0).firstDetector()).isEqualTo(Evidence.SPECIFICATION);
    assertThat(machine.episodes().get(0).contributions().get(0).lower()).isEqualTo(100);
  }

  @Test
  void eachUnconfirmedEpisodeMakesTheNextDearerForAWhile() {
    AnomalySettings.Alarms limits = AnomalySettings.committed().alarms();
    Machine machine = new Machine(13).run(LEARNED);
    assertThat(machine.model.alarm.dearness(machine.now, limits)).isEqualTo(1);
    machine.shift[1] = 6;
    machine.run(60);
    machine.shift[1] = 0;
    machine.run(200);
    double after = machine.model.alarm.dearness(machine.now, limits);
    assertThat(after).isCloseTo(limits.dearer(), within(0.01));
    assertThat(machine.model.alarm.dearness(machine.now + 40L * 86_400_000, limits))
        .isLessThan(1.01);
    machine.say(new Input.Verdict(machine.now, machine.episodes().get(0).startedAt(), true));
    assertThat(machine.model.alarm.dearness(machine.now, limits)).isCloseTo(1, within(0.01));
  }

  @Test
  void samplesOutOfOrderAndTooManySignalsAreCountedAndNotUsed() {
    Machine machine = new Machine(14).run(10);
    machine.say(new Input.Sample("power", Machine.START, 1.0, Trust.GOOD));
    assertThat(machine.model.lateSamples()).isEqualTo(1);
    for (int i = 0; i < 40; i++) {
      machine.say(new Input.Sample("signal-" + i, machine.now, 1.0, Trust.GOOD));
    }
    assertThat(machine.model.ignoredSamples()).isEqualTo(40 - 29);
  }

  @Test
  void aRestoreInTheMiddleChangesNoLaterStep() throws IOException {
    for (int at : new int[] {3, 399, 700, 1_150}) {
      Machine plain = new Machine(15);
      Machine restored = new Machine(15);
      for (Machine machine : List.of(plain, restored)) {
        for (int i = 0; i < 1_500; i++) {
          machine.shift[1] = i > 1_100 && i < 1_200 ? 5 : 0;
          machine.run(1);
          if (machine == restored && i == at) {
            machine.model = copy(machine.model);
          }
        }
      }
      assertThat(restored.steps).as("restored at %d", at).isEqualTo(plain.steps);
      assertThat(bytes(restored.model)).isEqualTo(bytes(plain.model));
    }
  }

  @Test
  void stateStaysBounded() throws IOException {
    Machine machine = new Machine(16);
    for (int i = 0; i < 30; i++) {
      machine.say(new Input.Context(machine.now, Activity.PRODUCING, "product-" + i, ""));
      machine.run(100);
    }
    assertThat(machine.model.regimes).hasSize(12);
    assertThat(bytes(machine.model).length).isLessThan(400_000);
  }

  @Test
  void bytesOfAnotherVersionAreRefusedInASentence() {
    assertThatThrownBy(
            () ->
                AssetModelCodec.read(
                    new DataInputStream(new ByteArrayInputStream(new byte[] {9, 0, 0}))))
        .isInstanceOf(IOException.class)
        .hasMessage("An asset's model of version 9 cannot be read; known is 1");
  }

  private static AssetModel copy(AssetModel model) throws IOException {
    return AssetModelCodec.read(new DataInputStream(new ByteArrayInputStream(bytes(model))));
  }

  private static byte[] bytes(AssetModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AssetModelCodec.write(model, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
