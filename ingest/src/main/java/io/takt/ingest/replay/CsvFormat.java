package io.takt.ingest.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of a CSV file whose first row names the columns. */
final class CsvFormat implements RowFormat {

  private final CSVFormat format;
  private final RowText text;
  private final int width;
  private final Map<String, Integer> columns;

  private CsvFormat(CSVFormat format, RowText text, int width, Map<String, Integer> columns) {
    this.format = format;
    this.text = text;
    this.width = width;
    this.columns = columns;
  }

  /**
   * @param header the file's first row
   * @throws UnreadableRow when it is no header: not text, badly quoted, or a name given twice
   */
  static CsvFormat of(char separator, char quote, RowText text, RawRow header)
      throws UnreadableRow {
    CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator).setQuote(quote).get();
    List<String> names = fields(format, text.decode(header.bytes()));
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).trim();
      if (!name.isEmpty() && columns.put(name, i) != null) {
        throw new UnreadableRow("Column '" + name + "' is named twice; each name must be unique.");
      }
    }
    return new CsvFormat(format, text, names.size(), columns);
  }

  @Override
  public Set<String> columns() {
    return columns.keySet();
  }

  @Override
  public Row parse(RawRow raw) throws UnreadableRow {
    if (raw.problem() != null) {
      throw new UnreadableRow(raw.problem());
    }
    List<String> fields = fields(format, text.decode(raw.bytes()));
    if (fields.size() != width) {
      throw new UnreadableRow(
          "The row has "
              + fields.size()
              + (fields.size() == 1 ? " field" : " fields")
              + " but the header names "
              + width
              + "; quote a field that holds the separator.");
    }
    return column -> {
      String value = fields.get(columns.get(column)).trim();
      return value.isEmpty() ? null : value;
    };
  }

  private static List<String> fields(CSVFormat format, String row) throws UnreadableRow {
    if (row.indexOf(format.getQuoteCharacter()) < 0) {
      // Without a quote there is nothing to parse, and making a parser costs more than the row.
      return Arrays.asList(row.split(Pattern.quote(format.getDelimiterString()), -1));
    }
    try (CSVParser parser = CSVParser.parse(row, format)) {
      Iterator<CSVRecord> records = parser.iterator();
      List<String> fields = records.hasNext() ? records.next().toList() : List.of();
      if (records.hasNext()) {
        throw new UnreadableRow("The row ends in its middle; quote a field that holds a line end.");
      }
      return fields;
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new UnreadableRow(
          "A quote stands where none can be; double a quote within a quoted field and put nothing"
              + " between a closing quote and the separator.");
    }
  }
}
