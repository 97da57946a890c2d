package io.takt.ingest.replay;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One file of a replay, and how its rows are read. */
final class DataFile {

  private enum Kind {
    CSV,
    JSONL
  }

  private final String mapping;
  private final String place;
  private final Path path;
  private final String name;
  private final RowReader reader;
  private final Kind kind;
  private final char separator;
  private final char quote;
  private final Charset charset;

  /**
   * @param mapping the mapping file's name, for messages
   * @param place path of keys to the rows rule
   * @throws MappingException when format, separator, quote or charset are none
   */
  DataFile(String mapping, String place, Path path, RowReader reader) {
    this.mapping = mapping;
    this.place = place;
    this.path = path;
    this.name = String.valueOf(path.getFileName());
    this.reader = reader;
    this.kind = kind(reader.rule().format());
    Mapping.CsvRule csv = reader.rule().csv();
    this.separator = character("separator", csv == null ? null : csv.separator(), ',');
    this.quote = character("quote", csv == null ? null : csv.quote(), '"');
    if (separator == quote) {
      throw MappingException.at(mapping, place + ".csv", "separator and quote must differ.");
    }
    if (csv != null && csv.decimal() != null && !csv.decimal().matches("[.,]")) {
      throw MappingException.at(
          mapping, place + ".csv.decimal", "'" + csv.decimal() + "' cannot be; write ',' or '.'.");
    }
    this.charset = charset(reader.rule().charset());
  }

  private Kind kind(String format) {
    if (format != null) {
      return switch (format.toLowerCase(Locale.ROOT)) {
        case "csv" -> Kind.CSV;
        case "jsonl" -> Kind.JSONL;
        default ->
            throw MappingException.at(
                mapping, place + ".format", "'" + format + "' is not known; write csv or jsonl.");
      };
    }
    return name.toLowerCase(Locale.ROOT).endsWith(".jsonl") ? Kind.JSONL : Kind.CSV;
  }

  private char character(String key, String text, char otherwise) {
    if (text == null) {
      return otherwise;
    }
    String one = text.equals("\\t") || text.equals("tab") ? "\t" : text;
    if (one.length() != 1 || one.charAt(0) > 126 || (one.charAt(0) < 32 && !one.equals("\t"))) {
      throw MappingException.at(
          mapping,
          place + ".csv." + key,
          "'" + text + "' cannot be; write one character such as ';', or 'tab'.");
    }
    return one.charAt(0);
  }

  private Charset charset(String text) {
    if (text == null || text.equalsIgnoreCase("utf-8")) {
      return StandardCharsets.UTF_8;
    }
    // Lines are found by their bytes, so only charsets in which a byte below 128 is itself.
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "iso-8859-1" -> StandardCharsets.ISO_8859_1;
      case "windows-1252" -> Charset.forName("windows-1252");
      default ->
          throw MappingException.at(
              mapping,
              place + ".charset",
              "'" + text + "' is not known; write UTF-8, ISO-8859-1 or windows-1252.");
    };
  }

  Path path() {
    return path;
  }

  String name() {
    return name;
  }

  String mappingPlace() {
    return place;
  }

  /** What the rows' facts carry as their source. */
  String source() {
    return reader.rule().source() == null ? name : reader.rule().source();
  }

  RowReader reader() {
    return reader;
  }

  /** Opens the file's rows; the first is the header in a CSV file. */
  RawRows rows() throws IOException {
    return kind == Kind.CSV ? RawRows.csv(path, separator, quote) : RawRows.plain(path);
  }

  /**
   * How rows are parsed; takes the header from {@code rows}.
   *
   * @throws MappingException when the header lacks a column that the mapping names
   */
  RowFormat format(RawRows rows) throws IOException {
    RowText text = new RowText(charset);
    if (kind == Kind.JSONL) {
      return new JsonLines(text);
    }
    RawRow header = rows.next();
    while (header != null && header.isBlank()) {
      header = rows.next();
    }
    if (header == null) {
      throw new MappingException(name + " is empty; its first line must name the columns.");
    }
    refuseUtf16(header);
    CsvFormat format;
    try {
      if (header.problem() != null) {
        throw new UnreadableRow(header.problem());
      }
      format = CsvFormat.of(separator, quote, text, header);
    } catch (UnreadableRow e) {
      throw new MappingException(
          name + ", line " + header.line() + ", the header: " + e.getMessage(), e);
    }
    for (Map.Entry<String, String> wanted : reader.columns().entrySet()) {
      if (!format.columns().contains(wanted.getKey())) {
        throw noColumn(wanted.getKey(), wanted.getValue(), format.columns());
      }
    }
    return format;
  }

  private void refuseUtf16(RawRow header) {
    byte[] bytes = header.bytes();
    if (bytes.length >= 2) {
      int mark = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
      if (mark == 0xFFFE || mark == 0xFEFF) {
        throw new MappingException(name + " is UTF-16; save it as UTF-8.");
      }
    }
  }

  MappingException noColumn(String column, String key, Set<String> columns) {
    return new MappingException(
        name
            + " has no column '"
            + column
            + "', which "
            + mapping
            + " names at "
            + place
            + "."
            + key
            + "; its columns are "
            + String.join(", ", new TreeSet<>(columns))
            + ".");
  }
}
