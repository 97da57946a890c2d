package io.takt.embedded.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TaktTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Takt.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--fast | takt does not know --fast; takt --help shows what it knows.",
        "upp | takt does not know upp; takt --help shows what it knows.",
        "up --fast | takt up does not know --fast; takt up --help shows what it knows.",
        "up --kafka-port http | Invalid value for option '--kafka-port': 'http' is not a port, 1 to"
            + " 65535",
        "up --flink-port 65536 | Invalid value for option '--flink-port': '65536' is not a port, 1"
            + " to 65535",
        "up --slots 0 | Invalid value for option '--slots': '0' is not a number from 1 to 1000",
        "up --dir | Missing required parameter for option '--dir' (DIR)",
      })
  void saysInOneSentenceWhatMakesNoSense(String arguments, String sentence) {
    assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo(sentence);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void saysWhatToDoWhenNothingIsAskedFor() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo("Say what to do, for example takt up; takt --help shows all.");
  }

  @Test
  void showsItsCommandsAndItsVersion() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Usage: takt", "up", "Starts the whole stack");
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).contains("takt 0.", "Flink 2.", "Java ").doesNotContain("${");
  }

  @Test
  void saysInOneSentenceWhatCannotBeDone(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run("up", "--dir", file.toString())).isEqualTo(1);
    assertThat(err.toString().strip())
        .startsWith("Directory " + file + " cannot be used")
        .doesNotContain("\n");
  }
}
