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

class RunCommandsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int run(String... arguments) {
    CommandLine command = Takt.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private void assertSentence(String part) {
    assertThat(err.toString().strip()).contains(part).doesNotContain("\n").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "demo --sped 60 | takt demo does not know --sped",
        "demo --assets 0 | --assets must be 1 to 100000, not 0.",
        "demo --assets many | Invalid value for option '--assets': 'many' is not an int",
        "demo --speed 0 | --speed must be above 0 and at most 3600, not 0.0.",
        "demo --speed NaN | --speed must be above 0 and at most 3600, not NaN.",
        "demo --for 2 | '2' is no length of time; write for example 90s, 10m or 2h",
        "demo --for 0s | '0s' is no length of time",
        "demo --for 10s --speed 1 | is less than a minute of the plant's time",
        "demo --start monday | Invalid value for option '--start'",
        "demo --start 2026-03-02T04:00:01Z | --start must be a whole minute",
        "replay | Missing required",
        "replay data.csv | Missing required option: '--mapping=FILE.yaml'",
      })
  void nonsenseIsRefusedInOneSentence(String arguments, String sentence) {
    assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
    assertSentence(sentence);
  }

  @Test
  void aMissingFileIsNamed() {
    Path mapping = folder.resolve("mapping.yaml");
    assertThat(run("replay", "nowhere.csv", "--mapping", mapping.toString())).isEqualTo(1);
    assertSentence("mapping.yaml");
  }

  @Test
  void aBrokenMappingIsNamedWithItsPlace() throws Exception {
    Path data = Files.writeString(folder.resolve("data.csv"), "time,machine\n");
    Path mapping = Files.writeString(folder.resolve("mapping.yaml"), "asets: {}\n");
    assertThat(run("replay", data.toString(), "--mapping", mapping.toString())).isEqualTo(1);
    assertSentence("asets");
  }

  @Test
  void aFolderThatHoldsSomethingElseIsNotEmptied() throws Exception {
    Path precious = Files.createDirectories(folder.resolve("demo")).resolve("precious");
    Files.createFile(precious);
    assertThat(run("demo", "--dir", folder.toString())).isEqualTo(1);
    assertSentence("holds something else");
    assertThat(precious).exists();
  }

  @Test
  void aQuestionToNoDatabaseSaysWhereOneComesFrom() {
    assertThat(run("sql", "--dir", folder.toString(), "SELECT 1")).isEqualTo(1);
    assertSentence("There is no database in");
  }
}
