package io.takt.jobs.downtime.cause;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.downtime.cause.Finding.Origin;
import io.takt.jobs.downtime.cause.StopCase.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Decides why stops of a site happened, in order of trust, and learns from what operators say. It
 * suggests: nothing here changes how time is booked.
 *
 * <p>A stop is judged as the model knew things before anybody said why, so that what it says can be
 * measured against what was then said.
 */
public final class CauseDesk {
  /** One cause is shown alone from here on … */
  public static final double ALONE = 0.6;

  /** … if it is so much likelier than the next. */
  public static final double MARGIN = 0.2;

  /** Below this, the first three together are no answer. */
  private static final double WORTH_SAYING = 0.4;

  /** How much the scores of a model that has learned nothing are trusted. */
  public static final double SHARPNESS_AT_FIRST = CauseModel.SHARPNESS_AT_FIRST;

  private static final int SHOWN = 3;
  private static final int PAST_STOPS = 60;

  private final CauseMemory memory;
  private final AlarmMap alarmMap;
  private final CauseModel model;
  private final FirstOut firstOut;

  /** Which reason an alarm stands for. */
  public interface AlarmMap {
    /** A reason's code; null: none. */
    String reason(String assetClass, String code);
  }

  public CauseDesk(CauseMemory memory, AlarmMap alarmMap) {
    this.memory = memory;
    this.alarmMap = alarmMap;
    this.model = new CauseModel(memory);
    this.firstOut = new FirstOut(memory);
  }

  /** All that is known of a stop is now this; learns from it, and decides. */
  public Finding judge(StopCase told) {
    KnownStop known = memory.stop(told.key());
    StopCase stop = told.faded() && known != null ? known.stop().resaid(told) : told;
    List<String> ordered = FirstOut.order(stop.alarms());
    if (known == null || !known.ordered().equals(ordered)) {
      if (known != null) {
        firstOut.learn(stop.assetClass(), known.ordered(), -1, stop.start());
      }
      firstOut.learn(stop.assetClass(), ordered, 1, stop.start());
    }
    FirstOut.Found found = firstOut.of(stop.assetClass(), stop.alarms());
    List<String> tokens = Tokens.of(stop, found);
    boolean sameEvidence =
        known != null && known.learned() != null && known.stop().unsaid().equals(stop.unsaid());
    if (sameEvidence && Objects.equals(known.learned(), stop.givenReason())) {
      memory.keep(stop.key(), with(known, stop));
      return finding(stop, found, tokens, known.candidates());
    }
    unlearn(known);
    List<Candidate> candidates = sameEvidence ? known.candidates() : model.predict(stop, tokens);
    if (stop.givenReason() != null) {
      learn(stop, tokens);
    }
    memory.keep(
        stop.key(),
        new KnownStop(
            stop,
            candidates,
            stop.givenReason(),
            stop.givenReason() == null ? List.of() : tokens,
            ordered));
    return finding(stop, found, tokens, candidates);
  }

  private static KnownStop with(KnownStop known, StopCase stop) {
    return new KnownStop(
        stop, known.candidates(), known.learned(), known.tokens(), known.ordered());
  }

  /** There is no such stop any more: what was learned from it is forgotten. */
  public void gone(StopKey key) {
    KnownStop known = memory.stop(key);
    if (known != null) {
      firstOut.learn(known.stop().assetClass(), known.ordered(), -1, key.start());
      unlearn(known);
      memory.keep(key, null);
    }
  }

  /** Decides all stops anew that are kept; for a table that has changed. */
  public List<Finding> again() {
    List<Finding> findings = new ArrayList<>();
    for (KnownStop known : memory.stops()) {
      FirstOut.Found found = firstOut.of(known.stop().assetClass(), known.stop().alarms());
      findings.add(
          finding(known.stop(), found, Tokens.of(known.stop(), found), known.candidates()));
    }
    return findings;
  }

  /** Lets go of stops that ended before; what was learned from them stays. */
  public void forget(long endedBefore) {
    List<StopKey> old = new ArrayList<>();
    for (KnownStop known : memory.stops()) {
      if (known.stop().end() != NONE && known.stop().end() < endedBefore) {
        old.add(known.stop().key());
      }
    }
    for (StopKey key : old) {
      memory.keep(key, null);
    }
  }

  private void learn(StopCase stop, List<String> tokens) {
    model.learn(stop, tokens, stop.givenReason(), 1);
    List<PastStop> past = new ArrayList<>(memory.past(stop.assetClass()));
    past.add(new PastStop(stop.key(), stop.givenReason(), tokens));
    if (past.size() > PAST_STOPS) {
      past.remove(0);
    }
    memory.keepPast(stop.assetClass(), past);
  }

  private void unlearn(KnownStop known) {
    if (known == null || known.learned() == null) {
      return;
    }
    StopCase stop = known.stop();
    model.learn(stop, known.tokens(), known.learned(), -1);
    List<PastStop> past = new ArrayList<>(memory.past(stop.assetClass()));
    past.removeIf(other -> other.key().equals(stop.key()));
    memory.keepPast(stop.assetClass(), past);
  }

  private Finding finding(
      StopCase stop, FirstOut.Found found, List<String> tokens, List<Candidate> candidates) {
    String mapped = found.code() == null ? null : alarmMap.reason(stop.assetClass(), found.code());
    Candidate alone = alone(candidates);
    Verdict verdict = verdict(stop, found, mapped, candidates, alone);
    String machine = mapped != null ? mapped : alone == null ? null : alone.reason();
    double probability = mapped != null ? 1 : alone == null ? Double.NaN : alone.probability();
    String because =
        mapped != null
            ? "first-out " + found.code() + ", by the alarm map"
            : alone == null ? null : alone.because();
    return new Finding(
        stop,
        verdict.origin,
        verdict.cause,
        verdict.probability,
        verdict.because,
        verdict.by,
        verdict.at,
        found.code(),
        machine,
        probability,
        because,
        candidates,
        Reasons.of(stop, found, memory.past(stop.assetClass()), tokens));
  }

  /** The one cause that is likely enough to be shown alone, or null. */
  public static Candidate alone(List<Candidate> candidates) {
    if (candidates.isEmpty() || candidates.get(0).probability() < ALONE) {
      return null;
    }
    double next = candidates.size() < 2 ? 0 : candidates.get(1).probability();
    return candidates.get(0).probability() - next >= MARGIN ? candidates.get(0) : null;
  }

  private record Verdict(
      Origin origin, String cause, double probability, String because, String by, long at) {}

  private static Verdict verdict(
      StopCase stop,
      FirstOut.Found found,
      String mapped,
      List<Candidate> candidates,
      Candidate alone) {
    long seen = Reasons.lastSeen(stop);
    if (stop.givenReason() != null) {
      return new Verdict(
          Origin.OPERATOR,
          stop.givenReason(),
          Double.NaN,
          stop.givenBy().isEmpty() ? "given" : "given by " + stop.givenBy(),
          stop.givenBy().isEmpty() ? "operator" : stop.givenBy(),
          stop.givenAt() == NONE ? stop.start() : stop.givenAt());
    }
    if (mapped != null) {
      return new Verdict(
          Origin.ALARM_MAP,
          mapped,
          Double.NaN,
          "first-out alarm " + found.code(),
          "alarm map",
          seen);
    }
    if (stop.context() != Context.NONE) {
      return new Verdict(
          Origin.CONTEXT,
          stop.context().name(),
          Double.NaN,
          Reasons.sentence(stop),
          Reasons.decider(stop.context()),
          stop.start());
    }
    if (alone != null) {
      return new Verdict(
          Origin.INFERRED, alone.reason(), alone.probability(), alone.because(), "model", seen);
    }
    double together = 0;
    List<String> named = new ArrayList<>();
    for (Candidate candidate : candidates.subList(0, Math.min(SHOWN, candidates.size()))) {
      together += candidate.probability();
      named.add(candidate.reason());
    }
    return together >= WORTH_SAYING
        ? new Verdict(
            Origin.INFERRED,
            null,
            Double.NaN,
            "likely one of " + String.join(", ", named),
            "model",
            seen)
        : new Verdict(Origin.UNKNOWN, null, Double.NaN, "nothing points to a cause", "model", seen);
  }
}
