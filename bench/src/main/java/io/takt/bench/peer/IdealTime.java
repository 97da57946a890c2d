package io.takt.bench.peer;

import io.takt.avro.ProductRate;
import io.takt.avro.RateVersion;
import java.time.Instant;

/** What a product ideally takes. */
final class IdealTime {

  private IdealTime() {}

  /**
   * Of one unit in milliseconds, by the version that begins last.
   *
   * @throws IllegalArgumentException for a rate without versions
   */
  static double ofUnitMs(ProductRate rate) {
    RateVersion last = null;
    for (RateVersion version : rate.getVersions()) {
      if (last == null || !from(version).isBefore(from(last))) {
        last = version;
      }
    }
    if (last == null) {
      throw new IllegalArgumentException(
          "A rate has no version: " + rate.getAssetId() + ", " + rate.getProduct());
    }
    return last.getIdealSecondsPerUnit() * 1000;
  }

  private static Instant from(RateVersion version) {
    return version.getValidFrom() == null ? Instant.MIN : version.getValidFrom();
  }
}
