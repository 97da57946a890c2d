package io.takt.sinks.database;

import java.io.Serializable;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the database is and who asks.
 *
 * @param url JDBC address, {@code jdbc:postgresql://host:port/database}
 * @param user a role of the database
 * @param password its password; never printed
 */
public record DatabaseSettings(String url, String user, String password) implements Serializable {

  private static final String SCHEME = "jdbc:postgresql:";

  /**
   * Refuses an address that is not PostgreSQL's, an address that holds a password, and an empty
   * user.
   */
  public DatabaseSettings {
    if (url == null || !url.startsWith(SCHEME)) {
      throw new IllegalArgumentException("database url: must begin with " + SCHEME);
    }
    if (url.contains("password=")) {
      throw new IllegalArgumentException(
          "database url: must not hold a password, as addresses get logged");
    }
    if (user == null || user.isBlank()) {
      throw new IllegalArgumentException("database user: must not be empty");
    }
    password = password == null ? "" : password;
  }

  /** What the driver is to connect with. */
  public Properties driverProperties(String applicationName) {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, user);
    PGProperty.PASSWORD.set(properties, password);
    PGProperty.APPLICATION_NAME.set(properties, applicationName);
    PGProperty.CONNECT_TIMEOUT.set(properties, 10);
    PGProperty.SOCKET_TIMEOUT.set(properties, 120);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    return properties;
  }

  /** A connection for each call, for what is asked now and then. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("takt");
    return source;
  }

  @Override
  public String toString() {
    return "DatabaseSettings[url=" + url + ", user=" + user + ", password=***]";
  }
}
