package io.takt.embedded.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.ingest.gateway.access.Digests;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SecretCommandTest {

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();

  private int run(String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      CommandLine command = Takt.commandLine();
      command.setOut(new PrintWriter(out));
      command.setErr(new PrintWriter(out));
      return command.execute(arguments);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aTokenIsPrintedWithTheHashThatTheFileHolds() {
    assertThat(run("", "secret", "token")).isZero();
    String[] lines = out.toString().split("\\R", -1);
    String token = lines[0].substring(lines[0].lastIndexOf(' ') + 1);
    assertThat(token).hasSizeGreaterThan(40);
    assertThat(lines[1]).endsWith(Digests.sha256(token));
  }

  @Test
  void aPinIsReadFromStandardInputAndNeverPrinted() {
    assertThat(run("4711\n", "secret", "pin")).isZero();
    assertThat(out.toString()).startsWith("pbkdf2-sha256$").doesNotContain("4711");
  }

  @Test
  void aPinOnTheCommandLineOrTooShortIsRefused() {
    assertThat(run("", "secret", "pin", "4711")).isEqualTo(2);
    assertThat(run("471\n", "secret", "pin")).isEqualTo(2);
    assertThat(run("", "secret")).isEqualTo(2);
  }

  @Test
  void aFurtherBadgeIsMadeLikeTheFirst() throws Exception {
    run("badge-of-ada\n", "secret", "badge");
    String first = out.toString().strip();
    Path file =
        Files.writeString(
            directory.resolve("operators.yaml"),
            "operators: [{operator: a, role: OPERATOR, assets: ['*'], badge: '" + first + "'}]");
    out.getBuffer().setLength(0);
    assertThat(run("badge-of-ben\n", "secret", "badge", "--like", file.toString())).isZero();
    String salt = first.substring(0, first.lastIndexOf('$'));
    assertThat(out.toString().strip()).startsWith(salt).isNotEqualTo(first);
  }
}
