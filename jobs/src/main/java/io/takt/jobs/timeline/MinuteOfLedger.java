package io.takt.jobs.timeline;

import java.util.List;

/** The whole content of one minute; replaces what was said of that minute before. */
public record MinuteOfLedger(long minute, List<Slice> slices) {
  /** Its length in milliseconds. */
  static final long MINUTE = 60_000L;
}
