package io.takt.ingest.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.Set;

/**
 * Rows of a JSON lines file: an object a line. A column is the name of a member, or a JSON pointer
 * such as {@code /machine/id} into nested objects.
 */
final class JsonLines implements RowFormat {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final RowText text;
  private final Set<String> found = new HashSet<>();

  JsonLines(RowText text) {
    this.text = text;
  }

  @Override
  public Set<String> columns() {
    return found;
  }

  @Override
  public Row parse(RawRow raw) throws UnreadableRow {
    if (raw.problem() != null) {
      throw new UnreadableRow(raw.problem());
    }
    JsonNode node;
    try {
      node = JSON.readTree(text.decode(raw.bytes()));
    } catch (JsonProcessingException e) {
      throw new UnreadableRow(
          "The line is not JSON ("
              + UnreadableRow.shown(e.getOriginalMessage())
              + "); each line must be one complete object.");
    }
    if (!node.isObject()) {
      throw new UnreadableRow(
          "The line holds '"
              + UnreadableRow.shown(node.toString())
              + "'; each line must be one JSON object.");
    }
    return column -> value(node, column);
  }

  private String value(JsonNode row, String column) throws UnreadableRow {
    JsonNode cell = column.startsWith("/") ? row.at(column) : row.path(column);
    if (cell.isMissingNode() || cell.isNull()) {
      return null;
    }
    found.add(column);
    if (!cell.isValueNode()) {
      throw UnreadableRow.value(
          column,
          cell.toString(),
          "a plain value is expected, reach into it with a pointer such as '/machine/id'");
    }
    String trimmed = cell.asText().trim();
    return trimmed.isEmpty() ? null : trimmed;
  }
}
