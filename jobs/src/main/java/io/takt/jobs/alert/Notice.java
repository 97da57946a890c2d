package io.takt.jobs.alert;

import io.takt.jobs.alert.life.Word;
import io.takt.jobs.alert.watch.Condition;

/** What a watch tells the book of alerts: exactly one of its parts is there. */
public record Notice(Condition condition, Planned planned, Word word) {

  /** Whether production is planned on an asset; {@code at} epoch milliseconds. */
  public record Planned(String asset, boolean stop, long at) {}

  static Notice of(Condition condition) {
    return new Notice(condition, null, null);
  }

  static Notice of(Planned planned) {
    return new Notice(null, planned, null);
  }

  static Notice of(Word word) {
    return new Notice(null, null, word);
  }
}
