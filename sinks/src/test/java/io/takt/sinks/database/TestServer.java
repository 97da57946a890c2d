package io.takt.sinks.database;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** A server that tests may fill, with the product's own roles and schema in it. */
public interface TestServer {

  /** What it must turn out to be. */
  BackEnd kind();

  /** Connections of a superuser. */
  DataSource superuser();

  /** A role's own login; empty where the server knows one user only. */
  Optional<DatabaseSettings> login(String role);

  /** Passwords of the roles. */
  RolePasswords PASSWORDS =
      new RolePasswords("owner's \"secret\"", "writer secret", "reader secret");

  /** Starts or finds the server of a kind, installed. */
  static TestServer of(BackEnd kind) throws SQLException {
    return TestServers.of(kind);
  }
}
