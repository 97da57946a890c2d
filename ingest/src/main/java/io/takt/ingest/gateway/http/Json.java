package io.takt.ingest.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** JSON in and out. What comes in is bounded in every direction and must be strict JSON. */
public final class Json {

  private static final int DEEPEST = 8;
  private static final int LONGEST_STRING = 20_000;
  private static final int LONGEST_NUMBER = 50;
  private static final int LONGEST_NAME = 200;
  private static final int MOST_TOKENS = 200_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST_STRING)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxNameLength(LONGEST_NAME)
                          .maxTokenCount(MOST_TOKENS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** A new object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A new array. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** As UTF-8. */
  public static byte[] bytes(JsonNode value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always writable", e);
    }
  }

  /** As text. */
  public static String text(JsonNode value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /**
   * Reads a body.
   *
   * @throws Problem 400 when it is not UTF-8 or not JSON, 422 when it is beyond the bounds
   */
  public static JsonNode read(ByteBuffer body) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(body.duplicate())
              .toString();
    } catch (CharacterCodingException e) {
      throw Problem.malformed("The body is not UTF-8.", "Encode the body as UTF-8.");
    }
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw Problem.malformed("The body is empty.", "Send a JSON object or array.");
      }
      return tree;
    } catch (StreamConstraintsException e) {
      throw Problem.invalid(
          "The JSON is beyond what is read: " + firstSentence(e) + ".",
          "Keep within "
              + DEEPEST
              + " levels, "
              + LONGEST_STRING
              + " characters a string, "
              + LONGEST_NUMBER
              + " digits a number and "
              + MOST_TOKENS
              + " tokens.",
          List.of());
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Problem.malformed(
          "The body is not JSON"
              + (at == null
                  ? "."
                  : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")."),
          "Send one JSON object or array, without duplicate names, NaN or anything after it.");
    }
  }

  private static String firstSentence(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int end = message.indexOf(" (");
    return end < 0 ? message : message.substring(0, end);
  }
}
