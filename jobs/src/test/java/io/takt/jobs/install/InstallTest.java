package io.takt.jobs.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallTest {

  @TempDir Path secrets;

  @Test
  void passwordsAreTheFirstLinesOfTheirFilesAndNeverShown() throws IOException {
    for (String role : new String[] {"superuser", "owner", "writer", "reader"}) {
      Files.writeString(secrets.resolve("database_" + role), role + "-secret\nsecond line\n");
    }
    Install install = install();
    assertThat(install.superuser().password()).isEqualTo("superuser-secret");
    assertThat(install.passwords().reader()).isEqualTo("reader-secret");
    assertThat(install.superuser() + " " + install.passwords()).doesNotContain("-secret");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertThatThrownBy(() -> install().passwords())
        .hasMessageContaining("TAKT_SECRETS")
        .hasMessageContaining("database_owner");
    Files.writeString(secrets.resolve("database_owner"), "\n");
    assertThatThrownBy(() -> install().passwords()).hasMessageContaining("is empty");
    assertThatThrownBy(() -> new Install(Map.of()).superuser())
        .hasMessageContaining("TAKT_DATABASE_URL is not set");
  }

  private Install install() {
    return new Install(
        Map.of(
            "TAKT_DATABASE_URL",
            "jdbc:postgresql://database:5432/takt",
            "TAKT_DATABASE_SUPERUSER",
            "postgres",
            "TAKT_SECRETS",
            secrets.toString()));
  }
}
