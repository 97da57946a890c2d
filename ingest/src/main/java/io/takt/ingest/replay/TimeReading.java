package io.takt.ingest.replay;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text into instants, to the millisecond, by the format that the mapping names. A local time that a
 * clock change repeats is taken as its first occurrence, one that it skips is moved on by the gap.
 */
final class TimeReading {

  /** Outside of this a clock was not set, or the format is not the file's. */
  static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

  static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,16}(\\.\\d{1,9})?");

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private enum Kind {
    ISO,
    EPOCH_SECONDS,
    EPOCH_MILLIS,
    PATTERN
  }

  private final Kind kind;
  private final String format;
  private final DateTimeFormatter pattern;
  private final ZoneId zone;

  private TimeReading(Kind kind, String format, DateTimeFormatter pattern, ZoneId zone) {
    this.kind = kind;
    this.format = format;
    this.pattern = pattern;
    this.zone = zone;
  }

  /**
   * @param format {@code iso} (also the default, when null), {@code epoch-seconds}, {@code
   *     epoch-millis}, or a pattern of java.time
   * @param zone in which times without an offset are meant
   * @throws IllegalArgumentException when the pattern is none; the message says what is right
   */
  static TimeReading of(String format, ZoneId zone) {
    String wanted = format == null ? "iso" : format;
    return switch (wanted) {
      case "iso" -> new TimeReading(Kind.ISO, wanted, ISO, zone);
      case "epoch-seconds" -> new TimeReading(Kind.EPOCH_SECONDS, wanted, null, zone);
      case "epoch-millis" -> new TimeReading(Kind.EPOCH_MILLIS, wanted, null, zone);
      default -> new TimeReading(Kind.PATTERN, wanted, formatter(wanted), zone);
    };
  }

  private static DateTimeFormatter formatter(String format) {
    try {
      DateTimeFormatter formatter =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(plainYears(format))
              .toFormatter(Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
      LocalDateTime probe = LocalDateTime.of(2024, 2, 29, 13, 14, 15);
      readInstant(formatter, formatter.format(probe.atZone(ZoneId.of("UTC"))), ZoneId.of("UTC"));
      return formatter;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          "'"
              + format
              + "' is no time format; write 'iso', 'epoch-seconds', 'epoch-millis' or a pattern"
              + " with date and time such as 'yyyy-MM-dd HH:mm:ss' (with XXX for an offset).",
          e);
    }
  }

  /** In strict reading {@code yyyy} would ask for an era as well; people mean {@code uuuu}. */
  private static String plainYears(String format) {
    StringBuilder plain = new StringBuilder(format.length());
    boolean literal = false;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '\'') {
        literal = !literal;
      }
      plain.append(c == 'y' && !literal ? 'u' : c);
    }
    return plain.toString();
  }

  /**
   * @throws UnreadableRow when the text is no time of this format, or lies before 1980 or after
   *     2099
   */
  Instant read(String column, String text) throws UnreadableRow {
    Instant instant;
    try {
      instant =
          switch (kind) {
            case EPOCH_SECONDS -> epoch(text, 3);
            case EPOCH_MILLIS -> epoch(text, 0);
            case ISO -> readInstant(pattern, withT(text), zone);
            case PATTERN -> readInstant(pattern, text, zone);
          };
    } catch (DateTimeException | ArithmeticException e) {
      throw UnreadableRow.value(column, text, "a time of the format '" + format + "' is expected");
    }
    if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
      throw UnreadableRow.value(
          column, text, "that is " + instant + ", a time from 1980 to 2099 is expected");
    }
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Instant epoch(String text, int shift) {
    if (!NUMBER.matcher(text).matches()) {
      throw new DateTimeException("no number");
    }
    BigDecimal millis = new BigDecimal(text).scaleByPowerOfTen(shift);
    return Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact());
  }

  private static String withT(String text) {
    return text.length() > 10 && text.charAt(10) == ' '
        ? text.substring(0, 10) + 'T' + text.substring(11)
        : text;
  }

  private static Instant readInstant(DateTimeFormatter formatter, String text, ZoneId zone) {
    TemporalAccessor parsed = formatter.parse(text);
    ZoneId own = parsed.query(TemporalQueries.zone());
    LocalDateTime local = LocalDateTime.of(LocalDate.from(parsed), LocalTime.from(parsed));
    return local.atZone(own == null ? zone : own).toInstant();
  }
}
