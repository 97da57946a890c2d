package io.takt.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedJsonTest {

  @Test
  void theJsonIsWhatItsSourcesMake() throws IOException {
    Map<String, String> made = Dashboards.make(Path.of("source"));
    for (var file : made.entrySet()) {
      assertThat(Board.FOLDER.resolve(file.getKey()))
          .as("run ./takt dashboards and commit what it writes")
          .hasContent(file.getValue());
    }
    try (Stream<Path> files = Files.walk(Board.FOLDER)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> Board.FOLDER.relativize(f).toString()))
          .as("files that no source makes")
          .containsExactlyInAnyOrderElementsOf(made.keySet());
    }
  }
}
