package io.takt.jobs.downtime.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.jobs.timeline.MachineState;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A line of three machines with buffers of known size, second by second. One machine fails at a
 * time, so which one failed first is beyond doubt.
 */
class ThreeMachineLineTest {
  private static final String[] ASSETS = {"saw", "drill", "pack"};
  private static final int CYCLE = 10;
  private static final int CAPACITY = 20;
  private static final int SHOWS_AFTER = 10;
  private static final int DAY = 86_400;

  private final LineOfMachines line = new LineOfMachines(ASSETS);
  private final int[] buffer = {CAPACITY / 2, CAPACITY / 2};
  private final int[] worked = new int[3];
  private final int[] waited = new int[3];
  private final MachineState[] shown = new MachineState[3];
  private final int[] since = new int[3];
  private final int[] failedAtStart = new int[3];
  private int judged;
  private int right;

  @Test
  void theFirstMachineThatFailedIsNamedInNineteenOfTwentyStopsLongerThanTheBuffer() {
    for (long seed : new long[] {1, 2, 3}) {
      run(seed);
    }
    System.out.printf("first failing machine named in %d of %d waiting stops%n", right, judged);
    assertThat(judged).isGreaterThan(200);
    assertThat(right).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * judged));
  }

  private void run(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Arrays.fill(shown, MachineState.PRODUCING);
    int begin = (int) seed * 40 * DAY;
    int failed = -1;
    int until = 0;
    int next = begin + 1_800;
    for (int now = begin; now < begin + 14 * DAY; now++) {
      if (failed >= 0 && now == until) {
        failed = -1;
        next = now + random.nextInt(2_400, 7_200);
      } else if (failed < 0 && now == next) {
        failed = random.nextInt(3);
        until = now + random.nextInt(120, 2_400);
      }
      for (int machine = 0; machine < 3; machine++) {
        step(machine, now, machine == failed ? MachineState.FAULTED : null, failed);
      }
    }
  }

  private void step(int machine, int now, MachineState fault, int failed) {
    boolean starved = machine > 0 && buffer[machine - 1] == 0;
    boolean blocked = machine < 2 && buffer[machine] == CAPACITY;
    if (fault != null) {
      show(machine, now, fault, failed);
      return;
    }
    boolean waits = worked[machine] == 0 && (starved || blocked);
    if (waits) {
      waited[machine]++;
      if (waited[machine] >= SHOWS_AFTER) {
        show(machine, now, starved ? MachineState.STARVED : MachineState.BLOCKED, failed);
      }
      return;
    }
    waited[machine] = 0;
    show(machine, now, MachineState.PRODUCING, failed);
    if (worked[machine] == 0 && machine > 0) {
      buffer[machine - 1]--;
    }
    worked[machine]++;
    if (worked[machine] >= CYCLE && (machine == 2 || buffer[machine] < CAPACITY)) {
      worked[machine] = 0;
      if (machine < 2) {
        buffer[machine]++;
      }
    }
  }

  private void show(int machine, int now, MachineState state, int failed) {
    if (state == shown[machine]) {
      return;
    }
    double minute = now / 60.0;
    MachineState before = shown[machine];
    if (before == MachineState.STARVED || before == MachineState.BLOCKED) {
      double from = since[machine] / 60.0;
      line.stop(ASSETS[machine], from, minute, before, null);
      if (now - since[machine] > CAPACITY * CYCLE && failedAtStart[machine] >= 0) {
        judged++;
        StopCase.Root root = line.stopOf(ASSETS[machine], from).root();
        right += root != null && root.asset().equals(ASSETS[failedAtStart[machine]]) ? 1 : 0;
      }
    }
    line.state(ASSETS[machine], minute, state);
    shown[machine] = state;
    since[machine] = now;
    failedAtStart[machine] = failed;
  }
}
