package io.takt.sinks;

import io.takt.avro.LedgerMinute;
import io.takt.avro.LedgerSlice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/** Ledger minutes for tests, written as one would say them. */
public final class Slices {

  private Slices() {}

  /** A minute of an asset with these slices, each given by its length: they follow one another. */
  public static LedgerMinute minute(
      String asset, Instant minute, long revision, LedgerSlice.Builder... slices) {
    Instant at = minute;
    LedgerSlice[] built = new LedgerSlice[slices.length];
    for (int i = 0; i < slices.length; i++) {
      Instant end = at.plusMillis(slices[i].getDurationMs());
      built[i] = slices[i].setStart(at).setEnd(end).build();
      at = end;
    }
    return LedgerMinute.newBuilder()
        .setAssetId(asset)
        .setMinute(minute)
        .setRevision(revision)
        .setSlices(Arrays.asList(built))
        .build();
  }

  /** A slice of a category and length, without parts. */
  public static LedgerSlice.Builder slice(String category, int seconds) {
    return LedgerSlice.newBuilder()
        .setDurationMs(seconds * 1000L)
        .setState(category.equals("RUNNING") ? "PRODUCING" : "STOPPED")
        .setCategory(category)
        .setBusinessDate(LocalDate.of(2026, 3, 2));
  }
}
