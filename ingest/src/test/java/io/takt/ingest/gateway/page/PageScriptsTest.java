package io.takt.ingest.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator page's scripts, tested by node's own test runner, where there is a node. */
class PageScriptsTest {
  private static final Path PAGE = Path.of("src/main/resources/io/takt/ingest/gateway/page");
  private static final Path TESTS = Path.of("src/test/js");

  /** The first with a test runner that needs no flag. */
  private static final int OLDEST_NODE = 20;

  @TempDir Path directory;

  @Test
  void theScriptsOfThePageDoWhatTheirTestsSay() throws Exception {
    int version = versionOfNode();
    String skipped = "SKIPPED the page's scripts: needs node " + OLDEST_NODE + " or newer";
    if (version < OLDEST_NODE) {
      System.out.println(skipped);
    }
    assumeTrue(version >= OLDEST_NODE, skipped);

    copy(PAGE, directory.resolve("page"));
    copy(TESTS, directory);
    // Browsers know scripts to be modules by the page, node by this file.
    Files.writeString(directory.resolve("package.json"), "{\"type\": \"module\"}");
    List<String> command = Stream.concat(Stream.of("node", "--test"), tests()).toList();
    File report = directory.resolve("report.txt").toFile();
    int status =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(report)
            .start()
            .waitFor();
    String said = Files.readString(report.toPath());
    assertThat(status).as(said).isZero();
    assertThat(said).containsPattern("# pass [1-9]").containsPattern("# fail 0\\b");
  }

  private static Stream<String> tests() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(n -> n.endsWith(".test.js"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Major version; 0: there is none. */
  private static int versionOfNode() throws InterruptedException {
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      String said =
          new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return node.waitFor() == 0 && said.startsWith("v")
          ? Integer.parseInt(said.substring(1, said.indexOf('.')))
          : 0;
    } catch (IOException absent) {
      return 0;
    }
  }
}
