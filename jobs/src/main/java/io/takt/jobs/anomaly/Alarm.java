package io.takt.jobs.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Layer C: when evidence becomes an episode. Several rows in a row begin one and more end it; each
 * one that nobody confirmed makes the next dearer, for about a week; people's verdicts change the
 * limits of the signal that led.
 */
final class Alarm {
  private static final double WEEK_MILLIS = 7 * 86_400_000.0;
  private static final int REMEMBERED = 16;

  private Episode open;
  private long saidAt;
  private int rowsBeyond;
  private long beyondFrom;
  private int rowsInside;
  private int rowsOpen;
  private double unconfirmed;
  private long unconfirmedAt;
  private final Deque<Closed> closed = new ArrayDeque<>();

  private record Closed(Episode episode, Boolean verdict) {}

  /** What a row brought about. */
  enum Turn {
    NONE,
    BEGAN,
    ENDED,
    /** It has lasted so long that it is the new normal. */
    BECAME_NORMAL
  }

  boolean isOpen() {
    return open != null;
  }

  Episode open() {
    return open;
  }

  /** How much dearer an episode is than usual. */
  double dearness(long now, AnomalySettings.Alarms settings) {
    double left = unconfirmed * Math.exp(-Math.max(0, now - unconfirmedAt) / WEEK_MILLIS);
    return Math.min(settings.dearest(), Math.pow(settings.dearer(), left));
  }

  /**
   * Takes what a row shows.
   *
   * @param evidence the strongest evidence, relative to its limit: beyond it from 1 on
   * @param extreme the row alone is enough to begin an episode
   * @param episode the episode that would begin, or how the open one looks at this row
   */
  Turn next(
      long at,
      double evidence,
      boolean extreme,
      Episode episode,
      AnomalySettings.Alarms settings,
      List<Episode> said) {
    boolean beyond = evidence >= 1;
    if (open == null) {
      return mayBegin(at, beyond, extreme, episode, settings, said);
    }
    rowsOpen++;
    rowsInside = beyond ? 0 : rowsInside + 1;
    boolean worse = episode.severity() > open.severity();
    open = grown(worse ? episode : open, beyond ? at : open.lastAt());
    if (rowsInside >= settings.rowsOff()) {
      close(open.lastAt(), false, said);
      return Turn.ENDED;
    }
    if (rowsOpen >= settings.longest()) {
      close(at, false, said);
      return Turn.BECAME_NORMAL;
    }
    if (at - saidAt >= settings.sayEveryMillis()) {
      say(at, said);
    }
    return Turn.NONE;
  }

  private Turn mayBegin(
      long at,
      boolean beyond,
      boolean extreme,
      Episode episode,
      AnomalySettings.Alarms settings,
      List<Episode> said) {
    if (!beyond && !extreme) {
      rowsBeyond = 0;
      return Turn.NONE;
    }
    if (rowsBeyond == 0) {
      beyondFrom = at;
    }
    rowsBeyond++;
    if (rowsBeyond < settings.rowsOn() && !extreme) {
      return Turn.NONE;
    }
    open = episode;
    open = begun(open, beyondFrom);
    rowsBeyond = 0;
    rowsInside = 0;
    rowsOpen = 0;
    say(at, said);
    return Turn.BEGAN;
  }

  private void say(long at, List<Episode> said) {
    saidAt = at;
    said.add(open);
  }

  /**
   * Ends what is open, if anything is: the asset does something else now.
   *
   * @param stopped by itself, which speaks for the episode
   */
  void interrupt(long at, boolean stopped, List<Episode> said) {
    rowsBeyond = 0;
    if (open != null) {
      double before = unconfirmed;
      long beforeAt = unconfirmedAt;
      close(at, false, said);
      if (stopped) {
        unconfirmed = before;
        unconfirmedAt = beforeAt;
      }
    }
  }

  private void close(long at, boolean withdrawn, List<Episode> said) {
    Episode last = ended(open, at, withdrawn);
    open = null;
    said.add(last);
    remember(new Closed(last, null));
    unconfirmed = unconfirmed * Math.exp(-(at - unconfirmedAt) / WEEK_MILLIS) + 1;
    unconfirmedAt = at;
  }

  private void remember(Closed episode) {
    closed.addLast(episode);
    if (closed.size() > REMEMBERED) {
      closed.removeFirst();
    }
  }

  /**
   * A person's verdict.
   *
   * @return the episode it is about, or null when it is not known or was judged so already
   */
  Episode judge(Input.Verdict verdict, List<Episode> said) {
    if (open != null && open.startedAt() == verdict.episodeStart()) {
      close(Math.max(verdict.at(), open.lastAt()), !verdict.anomaly(), said);
      Closed last = closed.removeLast();
      return settle(last, verdict);
    }
    List<Closed> all = new ArrayList<>(closed);
    for (Closed known : all) {
      boolean meant = known.episode().startedAt() == verdict.episodeStart();
      if (meant && (known.verdict() == null || known.verdict() != verdict.anomaly())) {
        closed.remove(known);
        Episode now = ended(known.episode(), known.episode().endedAt(), !verdict.anomaly());
        said.add(now);
        return settle(new Closed(now, known.verdict()), verdict);
      }
    }
    return null;
  }

  private Episode settle(Closed episode, Input.Verdict verdict) {
    remember(new Closed(episode.episode(), verdict.anomaly()));
    if (verdict.anomaly()) {
      unconfirmed = Math.max(0, unconfirmed - 1);
    }
    return episode.episode();
  }

  private static Episode begun(Episode e, long startedAt) {
    return new Episode(
        startedAt,
        e.peakAt(),
        e.lastAt(),
        null,
        e.severity(),
        e.regime(),
        e.firstDetector(),
        e.contributions(),
        e.workOrder(),
        e.product(),
        false);
  }

  /* The worst row gives peak, severity and contributions; what began it stays. */
  private Episode grown(Episode worst, long lastAt) {
    return new Episode(
        open.startedAt(),
        worst.peakAt(),
        lastAt,
        null,
        worst.severity(),
        open.regime(),
        open.firstDetector(),
        worst.contributions(),
        open.workOrder(),
        open.product(),
        false);
  }

  private static Episode ended(Episode e, Long endedAt, boolean withdrawn) {
    return new Episode(
        e.startedAt(),
        e.peakAt(),
        e.lastAt(),
        endedAt,
        e.severity(),
        e.regime(),
        e.firstDetector(),
        e.contributions(),
        e.workOrder(),
        e.product(),
        withdrawn);
  }

  void write(DataOutput out) throws IOException {
    EpisodeCodec.writeOptional(out, open);
    out.writeLong(saidAt);
    out.writeInt(rowsBeyond);
    out.writeLong(beyondFrom);
    out.writeInt(rowsInside);
    out.writeInt(rowsOpen);
    out.writeDouble(unconfirmed);
    out.writeLong(unconfirmedAt);
    out.writeInt(closed.size());
    for (Closed episode : closed) {
      EpisodeCodec.write(out, episode.episode());
      out.writeByte(episode.verdict() == null ? -1 : episode.verdict() ? 1 : 0);
    }
  }

  static Alarm read(DataInput in) throws IOException {
    Alarm alarm = new Alarm();
    alarm.open = EpisodeCodec.readOptional(in);
    alarm.saidAt = in.readLong();
    alarm.rowsBeyond = in.readInt();
    alarm.beyondFrom = in.readLong();
    alarm.rowsInside = in.readInt();
    alarm.rowsOpen = in.readInt();
    alarm.unconfirmed = in.readDouble();
    alarm.unconfirmedAt = in.readLong();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      Episode episode = EpisodeCodec.read(in);
      int verdict = in.readByte();
      alarm.closed.addLast(new Closed(episode, verdict < 0 ? null : verdict == 1));
    }
    return alarm;
  }
}
