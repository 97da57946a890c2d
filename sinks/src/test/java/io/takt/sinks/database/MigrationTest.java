package io.takt.sinks.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(BackEnd.class)
record MigrationTest(BackEnd kind) {

  @Test
  void theBackEndIsRecognised() throws SQLException {
    try (Connection connection = TestServer.of(kind).superuser().getConnection()) {
      assertThat(BackEnd.of(connection)).isEqualTo(kind);
    }
  }

  @Test
  void installingAgainChangesNothing() throws SQLException {
    TestServer server = TestServer.of(kind);
    assertThat(Database.install(server.superuser(), TestServer.PASSWORDS)).isEqualTo(kind);
  }
}
