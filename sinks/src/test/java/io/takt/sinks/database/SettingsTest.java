package io.takt.sinks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final String URL = "jdbc:postgresql://127.0.0.1:5432/takt";

  @Test
  void secretsAreNotPrinted() {
    assertThat(new DatabaseSettings(URL, "takt_writer", "hunter2").toString())
        .contains("takt_writer")
        .doesNotContain("hunter2");
    assertThat(new RolePasswords("hunter2", "hunter3", "hunter4").toString())
        .doesNotContain("hunter");
  }

  @Test
  void badSettingsNameTheKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatabaseSettings("jdbc:mysql://x", "u", "p"))
        .withMessageContaining("database url");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatabaseSettings(URL + "?password=hunter2", "u", "p"))
        .withMessageContaining("database url")
        .withMessageNotContaining("hunter2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatabaseSettings(URL, " ", "p"))
        .withMessageContaining("database user");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RolePasswords("a", "", "c"))
        .withMessageContaining("takt_writer");
  }
}
