package io.takt.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The dashboards of a folder of sources, each as the JSON that Grafana provisions. */
public final class Dashboards {

  /** The folder in Grafana. */
  private static final String FOLDER = "Takt";

  private static final String COMMON = "common.yaml";
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Dashboards() {}

  /**
   * Writes the JSON of all dashboards.
   *
   * @param arguments the module's folder; it holds {@code source} and {@code json}
   */
  public static void main(String[] arguments) throws IOException {
    Path module = Path.of(arguments[0]);
    SortedMap<String, String> made = make(module.resolve("source"));
    for (var file : made.entrySet()) {
      Path target = module.resolve("json").resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
      System.out.println("wrote " + target);
    }
  }

  /**
   * Text of each JSON file, by its path below {@code json}.
   *
   * @throws SourceException if a source says something that is not known
   */
  public static SortedMap<String, String> make(Path source) throws IOException {
    SortedMap<String, String> made = new TreeMap<>();
    for (var dashboard : read(source).entrySet()) {
      made.put(FOLDER + "/" + dashboard.getKey() + ".json", text(dashboard.getValue()));
    }
    return made;
  }

  /** Each dashboard by the name of its source. */
  private static SortedMap<String, ObjectNode> read(Path source) throws IOException {
    Common common = new Common(YAML.readTree(source.resolve(COMMON).toFile()));
    SortedMap<String, ObjectNode> all = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> listed = Files.list(source)) {
      files = listed.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString().replace(".yaml", "");
      if (!file.endsWith(COMMON)) {
        JsonNode dashboard = YAML.readTree(file.toFile());
        try {
          all.put(name, new DashboardJson(common).of(dashboard));
        } catch (SourceException e) {
          throw new SourceException(file.getFileName() + ": " + e.getMessage(), e);
        }
      }
    }
    return all;
  }

  private static String text(ObjectNode dashboard) throws JsonProcessingException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return JSON.writer(
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
            .writeValueAsString(dashboard)
        + "\n";
  }
}
