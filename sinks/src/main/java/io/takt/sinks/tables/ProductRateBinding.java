package io.takt.sinks.tables;

import io.takt.avro.ProductRate;
import io.takt.avro.RateVersion;
import io.takt.sinks.copy.Binding;
import io.takt.sinks.copy.CopyBuffer;
import io.takt.sinks.copy.Rows;
import io.takt.sinks.copy.TableSql;
import java.util.Comparator;
import java.util.List;

/** Ideal times of a product on an asset; a row replaces all versions that were there before. */
public final class ProductRateBinding implements Binding<ProductRate> {

  private static final long serialVersionUID = 1L;

  private static final TableSql RATE =
      new TableSql(
          "product_rate",
          List.of("asset_id", "product"),
          "ordinal",
          null,
          List.of("valid_from", "valid_to", "ideal_seconds_per_unit"),
          true);

  @Override
  public String name() {
    return "product_rate";
  }

  @Override
  public List<Rows<ProductRate>> tables() {
    return List.of(VERSIONS);
  }

  @Override
  public Key key(ProductRate rate) {
    return TextKey.of(rate.getAssetId(), rate.getProduct());
  }

  @Override
  public long revision(ProductRate rate) {
    return 0;
  }

  @Override
  public boolean usuallyUpdates() {
    return true;
  }

  private static final Rows<ProductRate> VERSIONS =
      new Rows<>(RATE) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(ProductRate rate) {
          return rate.getVersions().size();
        }

        @Override
        public void encode(ProductRate rate, int ordinal, CopyBuffer row) {
          List<RateVersion> versions =
              rate.getVersions().stream()
                  .sorted(
                      Comparator.comparing(
                          RateVersion::getValidFrom,
                          Comparator.nullsFirst(Comparator.naturalOrder())))
                  .toList();
          row.text(rate.getAssetId());
          row.text(rate.getProduct());
          row.int2(ordinal);
          Validity.encode(versions, RateVersion::getValidFrom, ordinal, row);
          row.float8(versions.get(ordinal).getIdealSecondsPerUnit());
        }
      };
}
