package io.takt.sinks.database;

/**
 * Passwords of the three roles, chosen by whoever installs. Never printed; the server gets them
 * hashed.
 *
 * @param owner of {@code takt_owner}, who owns the schema and migrates it
 * @param writer of {@code takt_writer}, the jobs' role
 * @param reader of {@code takt_reader}, for Grafana and analysts
 */
public record RolePasswords(String owner, String writer, String reader) {

  /** Refuses an empty password. */
  public RolePasswords {
    requireSome("owner", owner);
    requireSome("writer", writer);
    requireSome("reader", reader);
  }

  private static void requireSome(String role, String password) {
    if (password == null || password.isEmpty()) {
      throw new IllegalArgumentException("password of takt_" + role + ": must not be empty");
    }
  }

  @Override
  public String toString() {
    return "RolePasswords[***]";
  }
}
