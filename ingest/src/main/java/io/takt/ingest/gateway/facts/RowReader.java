package io.takt.ingest.gateway.facts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * JSON objects → records of one Avro schema, field by field, nothing guessed: a field that the
 * schema does not have is refused, as is a value of another type.
 */
public final class RowReader {

  private static final int LONGEST_WORD = 200;
  private static final int LONGEST_TEXT = 2_000;
  private static final Set<String> TEXTS = Set.of("note", "text");
  private static final int MOST_ELEMENTS = 100;
  private static final double LARGEST = 1e15;
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private final Schema schema;
  private final Set<String> setHere;

  /**
   * A reader.
   *
   * @param setHere fields that a body may not give
   */
  public RowReader(Schema schema, Set<String> setHere) {
    this.schema = schema;
    this.setHere = setHere;
  }

  /**
   * The record; fields that were not given have their defaults, those set here null.
   *
   * @throws RowException when a field is wrong or missing
   */
  public SpecificRecord read(JsonNode row) throws RowException {
    if (!row.isObject()) {
      throw new RowException(422, "", "The row is not a JSON object.");
    }
    for (Iterator<String> names = row.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (setHere.contains(name)) {
        throw new RowException(
            422, "/" + name, "The " + name + " is set by the gateway: leave it out.");
      }
      if (schema.getField(name) == null) {
        throw new RowException(
            422, "", "There is a field that a " + schema.getName() + " does not have.");
      }
    }
    SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    for (Field field : schema.getFields()) {
      if (!setHere.contains(field.name())) {
        record.put(field.pos(), value(field, row.get(field.name())));
      } else if (field.hasDefaultValue()) {
        record.put(field.pos(), SpecificData.get().getDefaultValue(field));
      }
    }
    return record;
  }

  private static Object value(Field field, JsonNode given) throws RowException {
    if (given == null) {
      if (!field.hasDefaultValue()) {
        throw RowException.field(field.name(), "is missing.");
      }
      return SpecificData.get().getDefaultValue(field);
    }
    Schema type = field.schema();
    if (type.isUnion()) {
      if (given.isNull()) {
        return null;
      }
      type = type.getTypes().get(1);
    }
    return value(field.name(), type, given);
  }

  private static Object value(String name, Schema type, JsonNode given) throws RowException {
    return switch (type.getType()) {
      case STRING -> text(name, given);
      case DOUBLE -> number(name, given);
      case BOOLEAN -> {
        if (!given.isBoolean()) {
          throw RowException.field(name, "must be true or false.");
        }
        yield given.booleanValue();
      }
      case LONG ->
          type.getLogicalType() instanceof LogicalTypes.TimestampMillis
              ? instant(name, given)
              : whole(name, given);
      case ENUM -> symbol(name, type, given);
      case ARRAY -> list(name, type.getElementType(), given);
      default -> throw new IllegalStateException("no fact has a field of type " + type.getType());
    };
  }

  private static String text(String name, JsonNode given) throws RowException {
    if (!given.isTextual()) {
      throw RowException.field(name, "must be a text.");
    }
    String text = given.textValue();
    int most = TEXTS.contains(name) ? LONGEST_TEXT : LONGEST_WORD;
    if (text.length() > most) {
      throw RowException.field(name, "must have at most " + most + " characters.");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean whitespace = c == '\n' || c == '\t' || c == '\r';
      if (Character.isISOControl(c) && !(whitespace && TEXTS.contains(name))) {
        throw RowException.field(name, "must not hold control characters.");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw RowException.field(name, "holds half a character.");
        }
        i++;
      }
    }
    return text;
  }

  private static Double number(String name, JsonNode given) throws RowException {
    if (!given.isNumber()) {
      throw RowException.field(name, "must be a number.");
    }
    double number = given.doubleValue();
    if (!Double.isFinite(number) || Math.abs(number) > LARGEST) {
      throw RowException.field(name, "must be a number from -1e15 to 1e15.");
    }
    return number;
  }

  private static Long whole(String name, JsonNode given) throws RowException {
    if (!given.isIntegralNumber() || !given.canConvertToLong() || given.longValue() < 0) {
      throw RowException.field(name, "must be a whole number of 0 or more, below 2^63.");
    }
    return given.longValue();
  }

  private static Instant instant(String name, JsonNode given) throws RowException {
    Instant instant;
    if (given.isIntegralNumber() && given.canConvertToLong()) {
      instant = Instant.ofEpochMilli(given.longValue());
    } else if (given.isTextual() && given.textValue().length() <= 40) {
      try {
        instant =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME
                .parse(given.textValue(), Instant::from)
                .truncatedTo(ChronoUnit.MILLIS);
      } catch (DateTimeException e) {
        throw notATime(name);
      }
    } else {
      throw notATime(name);
    }
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw RowException.field(name, "must lie between the years 2000 and 2100.");
    }
    return instant;
  }

  private static RowException notATime(String name) {
    return RowException.field(
        name, "must be a time such as 2026-03-28T13:00:00.000Z, or epoch milliseconds.");
  }

  private static Object symbol(String name, Schema type, JsonNode given) throws RowException {
    List<String> symbols =
        type.getEnumSymbols().stream().filter(symbol -> !symbol.equals("UNKNOWN")).toList();
    if (!given.isTextual() || !symbols.contains(given.textValue())) {
      throw RowException.field(name, "must be one of " + String.join(", ", symbols) + ".");
    }
    return SpecificData.get().createEnum(given.textValue(), type);
  }

  private static List<Object> list(String name, Schema element, JsonNode given)
      throws RowException {
    if (!given.isArray() || given.size() > MOST_ELEMENTS) {
      throw RowException.field(name, "must be a list of at most " + MOST_ELEMENTS + ".");
    }
    List<Object> values = new ArrayList<>();
    for (JsonNode each : given) {
      values.add(value(name, element, each));
    }
    return values;
  }
}
