package io.takt.sinks.tables;

import io.takt.avro.DataQuality;
import io.takt.sinks.copy.CopyBuffer;
import java.util.List;

/** Doubts about data, each once. */
public final class DataQualityBinding extends OneRow<DataQuality> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public DataQualityBinding() {
    super("data_quality", List.of("asset_id", "kind", "at", "subject"), null, List.of("detail"));
  }

  @Override
  public Key key(DataQuality doubt) {
    return TextKey.of(doubt.getAssetId(), doubt.getKind(), doubt.getAt(), doubt.getSubject());
  }

  @Override
  public boolean usuallyUpdates() {
    return false;
  }

  @Override
  void encode(DataQuality doubt, CopyBuffer row) {
    row.text(doubt.getAssetId());
    row.text(doubt.getKind().name());
    row.timestamp(doubt.getAt());
    row.text(doubt.getSubject());
    row.text(doubt.getDetail());
  }
}
