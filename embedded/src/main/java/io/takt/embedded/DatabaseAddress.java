package io.takt.embedded;

/**
 * How to reach a database.
 *
 * @param port on 127.0.0.1
 * @param database its name
 * @param user who
 * @param password theirs; never printed
 */
public record DatabaseAddress(int port, String database, String user, String password) {

  /** For JDBC; without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The same database as another user. */
  public DatabaseAddress as(String otherUser, String otherPassword) {
    return new DatabaseAddress(port, database, otherUser, otherPassword);
  }

  @Override
  public String toString() {
    return jdbcUrl() + " as " + user;
  }
}
