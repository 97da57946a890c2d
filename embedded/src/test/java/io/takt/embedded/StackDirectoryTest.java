package io.takt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a directory is said in one sentence. */
class StackDirectoryTest {

  @TempDir private Path folder;

  @Test
  void isMadeAndIsItsHoldersAloneUntilItIsClosed() throws Exception {
    StackSettings settings = StackSettings.in(folder.resolve("new/one"));
    try (StackDirectory held = StackDirectory.open(settings)) {
      new RunFile(4711, Map.of()).write(held.runFile());
      assertSentence(
          () -> StackDirectory.open(settings), "A stack already runs in", "(process 4711)");
    }
    StackDirectory.open(settings).close();
  }

  @Test
  void cannotBeAFileNorLieInOne() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertSentence(() -> StackDirectory.open(StackSettings.in(file)), "cannot be used", "file");
    assertSentence(
        () -> StackDirectory.open(StackSettings.in(file.resolve("below"))), "cannot be used");
  }

  @Test
  void mustHaveRoom() {
    assertSentence(
        () -> StackDirectory.open(StackSettings.in(folder).withFreeBytes(Long.MAX_VALUE)),
        "too little disk space",
        "8796093022207 MiB are needed");
  }

  @Test
  void remembersThePortsAlsoWhenTheFileWasCutShort() throws IOException {
    Path file = folder.resolve("run.json");
    assertThat(RunFile.read(file)).isEmpty();
    RunFile written = new RunFile(1, Map.of(Part.KAFKA, 9092, Part.FLINK, 8081));
    written.write(file);
    assertThat(RunFile.read(file)).contains(written);
    Files.writeString(file, Files.readString(file).substring(0, 20));
    assertThat(RunFile.read(file)).isEmpty();
  }

  @Test
  void keepsThePasswordsInAFileForItsOwnerOnly() throws Exception {
    Path file = folder.resolve("secrets");
    Secrets made = Secrets.in(file);
    assertThat(Secrets.in(file)).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(made.superuser()).hasSize(32).isNotEqualTo(made.owner());
    assertThat(made.toString()).doesNotContain(made.superuser());
    assertThat(made.links()).hasSize(32).isNotEqualTo(made.owner());
    // A stack from before there were links keeps its passwords.
    String before = Files.readString(file).replaceAll("(?m)^alerts.link=.*$", "");
    Files.writeString(file, before);
    assertThat(Secrets.in(file).writer()).isEqualTo(made.writer());
    assertThat(Secrets.in(file).links()).hasSize(32).isEqualTo(Secrets.in(file).links());
    Files.writeString(file, "database.owner=x");
    assertSentence(() -> Secrets.in(file), "lacks database.superuser");
  }

  private static void assertSentence(ThrowingCallable action, String... parts) {
    assertThatThrownBy(action)
        .isInstanceOf(StackException.class)
        .message()
        .contains(parts)
        .doesNotContain("\n");
  }
}
