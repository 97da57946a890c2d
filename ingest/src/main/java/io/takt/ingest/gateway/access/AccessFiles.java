package io.takt.ingest.gateway.access;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads who may do what from YAML (or JSON); an error names file, entry and key, never a value. */
public final class AccessFiles {

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private AccessFiles() {}

  /**
   * Tokens of systems.
   *
   * @param kinds that there are
   * @throws AccessFileException when the file cannot be used
   */
  public static Tokens tokens(Path file, Set<String> kinds) throws AccessFileException {
    return read(
        file,
        "sources",
        List.of("name", "token_sha256", "assets", "kinds"),
        entries -> {
          Tokens.Builder tokens = new Tokens.Builder();
          for (Entry entry : entries) {
            Set<String> allowed = new LinkedHashSet<>(entry.texts("kinds"));
            for (String kind : allowed) {
              if (!kinds.contains(kind)) {
                throw entry.wrong("kinds", "must be among " + kinds);
              }
            }
            tokens.add(
                entry.text("token_sha256", SHA_256, "64 hexadecimal digits, from takt secret"),
                new Source(
                    entry.text("name", NAME, "letters, digits, dots, hyphens"),
                    entry.scope(),
                    Set.copyOf(allowed)));
          }
          return tokens.build();
        });
  }

  /**
   * People.
   *
   * @throws AccessFileException when the file cannot be used
   */
  public static Operators operators(Path file) throws AccessFileException {
    return read(
        file,
        "operators",
        List.of("operator", "name", "role", "assets", "pin", "badge"),
        entries -> {
          List<Operator> people = new ArrayList<>();
          for (Entry entry : entries) {
            String role = entry.text("role", Pattern.compile("OPERATOR|SUPERVISOR"), "a role");
            people.add(
                new Operator(
                    entry.text("operator", NAME, "letters, digits, dots, hyphens"),
                    entry.optional("name").asText(),
                    Role.valueOf(role),
                    entry.scope(),
                    entry.hash("pin"),
                    entry.hash("badge")));
          }
          return new Operators(people);
        });
  }

  @FunctionalInterface
  private interface Making<T> {
    T make(List<Entry> entries) throws AccessFileException;
  }

  private static <T> T read(Path file, String list, List<String> keys, Making<T> making)
      throws AccessFileException {
    JsonNode root;
    try {
      root = YAML.readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new AccessFileException("File " + file + " is not YAML.");
    } catch (IOException e) {
      throw new AccessFileException("File " + file + " cannot be read: " + e.getMessage());
    }
    if (root == null || !root.path(list).isArray() || root.size() != 1) {
      throw new AccessFileException(
          "File " + file + " must hold a list '" + list + "' and no more.");
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode node : root.get(list)) {
      Entry entry = new Entry(file, list + "[" + entries.size() + "]", node);
      Set<String> unknown = new HashSet<>();
      node.fieldNames().forEachRemaining(unknown::add);
      unknown.removeAll(keys);
      if (!unknown.isEmpty()) {
        throw entry.wrong(unknown.iterator().next(), "is not known; there are " + keys);
      }
      entries.add(entry);
    }
    try {
      return making.make(entries);
    } catch (IllegalArgumentException e) {
      throw new AccessFileException("File " + file + ": " + e.getMessage() + ".");
    }
  }

  private record Entry(Path file, String place, JsonNode node) {

    AccessFileException wrong(String key, String what) {
      return new AccessFileException("File " + file + ", " + place + ": " + key + " " + what + ".");
    }

    String text(String key, Pattern form, String words) throws AccessFileException {
      JsonNode value = node.path(key);
      if (!value.isValueNode() || !form.matcher(value.asText()).matches()) {
        throw wrong(key, "must be " + words);
      }
      return value.asText();
    }

    JsonNode optional(String key) {
      return node.path(key);
    }

    List<String> texts(String key) throws AccessFileException {
      JsonNode value = node.path(key);
      if (!value.isArray() || value.isEmpty()) {
        throw wrong(key, "must be a list with at least one text");
      }
      List<String> texts = new ArrayList<>();
      value.forEach(text -> texts.add(text.asText()));
      return texts;
    }

    AssetScope scope() throws AccessFileException {
      try {
        return AssetScope.of(texts("assets"));
      } catch (IllegalArgumentException e) {
        throw wrong("assets", "cannot be used: " + e.getMessage());
      }
    }

    SecretHash hash(String key) throws AccessFileException {
      JsonNode value = node.path(key);
      if (value.isMissingNode() || value.isNull()) {
        return null;
      }
      try {
        return SecretHash.parse(value.asText());
      } catch (IllegalArgumentException e) {
        throw wrong(key, "cannot be used: " + e.getMessage());
      }
    }
  }
}
