package io.takt.ingest.replay;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads a mapping file strictly: an unknown or doubled key, or a wrong type, is an error. */
final class MappingFile {

  /** A mapping is written by hand; one beyond this is some other file. */
  private static final int LARGEST_BYTES = 1 << 20;

  private static final ObjectMapper YAML = strictYaml();

  private MappingFile() {}

  private static ObjectMapper strictYaml() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(LARGEST_BYTES);
    limits.setMaxAliasesForCollections(0);
    limits.setNestingDepthLimit(20);
    limits.setAllowDuplicateKeys(false);
    return YAMLMapper.builder(YAMLFactory.builder().loaderOptions(limits).build())
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /**
   * @throws MappingException when the file is missing, too large, not YAML, or says what a mapping
   *     cannot say
   */
  static Mapping read(Path file) {
    String name = Objects.toString(file.getFileName(), file.toString());
    if (!Files.isRegularFile(file)) {
      throw new MappingException(
          "The mapping " + file + " does not exist; name a YAML file as docs/replay.md shows it.");
    }
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new MappingException(
            name + " is larger than 1 MiB; a mapping is a short YAML file, see docs/replay.md.");
      }
      return parse(file, name);
    } catch (IOException e) {
      throw new MappingException(
          "The mapping " + file + " cannot be read: " + oneLine(e.getMessage()) + ".", e);
    }
  }

  private static Mapping parse(Path file, String name) throws IOException {
    try {
      Mapping mapping = YAML.readValue(file.toFile(), Mapping.class);
      if (mapping == null) {
        throw new MappingException(
            name + " is empty; it needs at least the key 'rows' or 'files'.");
      }
      return mapping;
    } catch (UnrecognizedPropertyException e) {
      throw new MappingException(
          where(file, e)
              + ": the key '"
              + e.getPropertyName()
              + "' is not known here; known are "
              + known(e)
              + ".",
          e);
    } catch (MismatchedInputException e) {
      throw new MappingException(
          where(file, e) + ": " + expected(e) + "; docs/replay.md describes each key.", e);
    } catch (JacksonException e) {
      throw new MappingException(name + notYaml(e), e);
    }
  }

  private static String known(UnrecognizedPropertyException e) {
    if (e.getKnownPropertyIds() == null) {
      return "none";
    }
    return e.getKnownPropertyIds().stream()
        .map(String::valueOf)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String expected(MismatchedInputException e) {
    if (e instanceof InvalidNullException) {
      return "a value is missing; write one or take the entry out";
    }
    Class<?> type = e.getTargetType();
    String wanted;
    if (type == null) {
      wanted = "another kind of value";
    } else if (type == String.class) {
      wanted = "one plain value";
    } else if (Number.class.isAssignableFrom(type)) {
      wanted = "a number";
    } else if (type == Boolean.class || type == boolean.class) {
      wanted = "true or false";
    } else if (List.class.isAssignableFrom(type)) {
      wanted = "a list";
    } else {
      wanted = "keys with values";
    }
    return "the value has the wrong form, expected is " + wanted;
  }

  private static String notYaml(JacksonException e) {
    String problem = oneLine(e.getOriginalMessage());
    JsonLocation location = e.getLocation();
    int line = location == null ? 0 : location.getLineNr();
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      problem = oneLine(marked.getProblem());
      line = marked.getProblemMark().getLine() + 1;
    }
    return (line > 0 ? ", line " + line : "")
        + ": this is not readable YAML ("
        + problem
        + "); indent with spaces and write each key once.";
  }

  private static String where(Path file, JsonMappingException e) throws IOException {
    StringBuilder keys = new StringBuilder();
    JsonPointer place = JsonPointer.empty();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() != null) {
        keys.append(keys.isEmpty() ? "" : ".").append(step.getFieldName());
        place = place.appendProperty(step.getFieldName());
      } else {
        keys.append('[').append(step.getIndex()).append(']');
        place = place.appendIndex(step.getIndex());
      }
    }
    return file.getFileName()
        + ", line "
        + lineOf(file, place)
        + (keys.isEmpty() ? "" : ", " + keys);
  }

  /** The exception's own location is where Jackson had read to, which may be far beyond. */
  private static int lineOf(Path file, JsonPointer place) throws IOException {
    try (JsonParser parser = YAML.createParser(file.toFile())) {
      while (parser.nextToken() != null) {
        if (parser.getParsingContext().pathAsPointer().equals(place)) {
          return parser.currentTokenLocation().getLineNr();
        }
      }
    }
    return 1;
  }

  private static String oneLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("no details");
  }
}
