package io.takt.ingest.gateway.board;

/**
 * How to reach the database.
 *
 * @param user the role that only reads
 * @param password theirs; never printed
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {

  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }
}
