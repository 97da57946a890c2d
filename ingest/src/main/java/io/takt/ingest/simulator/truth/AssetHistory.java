package io.takt.ingest.simulator.truth;

import io.takt.ingest.simulator.master.Condition;
import io.takt.ingest.simulator.sensing.Report;
import java.util.ArrayList;
import java.util.List;

/** What is known of one asset, in order of time. */
public final class AssetHistory {

  record Change(long at, Condition condition) {}

  /**
   * Parts told at an instant.
   *
   * @param since the sample before, of a counter reading; equal to {@code at} where parts are told
   *     as they are
   */
  record Told(long at, long since, double good, double scrap, double rework) {
    double total() {
      return good + scrap + rework;
    }
  }

  record Silence(long from, long to) {}

  private final boolean kept;
  private final long noDataAfterMs;
  private final List<Change> changes = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final List<Silence> silences = new ArrayList<>();
  private final List<Report.Word> words = new ArrayList<>();
  private long firstSign = Long.MAX_VALUE;
  private long lastSign = Long.MIN_VALUE;

  /**
   * An empty history.
   *
   * @param kept false: nothing is remembered
   * @param noDataAfterMs silence longer than this is remembered; 0: none is
   */
  public AssetHistory(boolean kept, long noDataAfterMs) {
    this.kept = kept;
    this.noDataAfterMs = noDataAfterMs;
  }

  /** The asset was heard of. */
  public void sign(long at) {
    if (firstSign == Long.MAX_VALUE) {
      firstSign = at;
    } else if (noDataAfterMs > 0 && at - lastSign > noDataAfterMs) {
      silences.add(new Silence(lastSign, at));
    }
    lastSign = at;
  }

  /** A state was told. */
  public void state(long at, Condition condition) {
    sign(at);
    if (!kept) {
      return;
    }
    if (!changes.isEmpty()) {
      Change last = changes.get(changes.size() - 1);
      if (last.condition() == condition) {
        return;
      }
      if (last.at() == at) {
        changes.remove(changes.size() - 1);
        // What was for no time at all was not.
        if (!changes.isEmpty() && changes.get(changes.size() - 1).condition() == condition) {
          return;
        }
      }
    }
    changes.add(new Change(at, condition));
  }

  /** A count was told; nothing is remembered of one that tells of no part. */
  public void count(long at, long since, double good, double scrap, double rework) {
    sign(at);
    if (kept && good + scrap + rework > 0) {
      told.add(new Told(at, since, good, scrap, rework));
    }
  }

  /** Somebody said something. */
  public void said(Report.Word word) {
    if (kept) {
      words.add(word);
    }
  }

  List<Change> changes() {
    return changes;
  }

  List<Told> told() {
    return told;
  }

  List<Report.Word> words() {
    return words;
  }

  /** The silences until now; the last goes on if nothing was heard for long enough. */
  List<Silence> silences(long now) {
    List<Silence> all = new ArrayList<>(silences);
    if (noDataAfterMs > 0 && lastSign != Long.MIN_VALUE && now - lastSign > noDataAfterMs) {
      all.add(new Silence(lastSign, now));
    }
    return all;
  }

  /** When it was first heard of; {@link Long#MAX_VALUE}: never. */
  long firstSign() {
    return firstSign;
  }
}
