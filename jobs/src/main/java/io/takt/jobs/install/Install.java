package io.takt.jobs.install;

import io.takt.schemas.Registry;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistrySetup;
import io.takt.schemas.TopicCatalogue;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.DatabaseSettings;
import io.takt.sinks.database.RolePasswords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Creates the topics, registers the schemas, and lays the database out or brings it up to this
 * version; then ends. May be run again at any time: what is there stays.
 *
 * <pre>
 * TAKT_KAFKA_BOOTSTRAP_SERVERS  host:port,…
 * TAKT_REGISTRY_URL             root of the registry's Confluent API
 * TAKT_DATABASE_URL             jdbc:postgresql://host:port/database
 * TAKT_DATABASE_SUPERUSER       a superuser, or a role that may create roles and owns the database
 * TAKT_SECRETS                  folder with the files database_superuser, database_owner,
 *                               database_writer and database_reader; the first line is the password
 * </pre>
 */
public final class Install {

  private final Map<String, String> environment;

  Install(Map<String, String> environment) {
    this.environment = environment;
  }

  /** All of it, by the environment's variables. */
  public static void main(String[] arguments) throws Exception {
    new Install(System.getenv()).run();
  }

  private void run() throws Exception {
    DatabaseSettings superuser = superuser();
    RolePasswords passwords = passwords();
    RegistryAddress registry = new RegistryAddress(required("TAKT_REGISTRY_URL"));
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                required("TAKT_KAFKA_BOOTSTRAP_SERVERS")))) {
      System.out.println("topics made: " + TopicCatalogue.createMissing(admin));
    }
    try (Registry client = registry.connect()) {
      System.out.println("schemas: " + RegistrySetup.prepare(client));
    }
    System.out.println("database: " + Database.install(superuser, passwords));
  }

  DatabaseSettings superuser() throws IOException {
    return new DatabaseSettings(
        required("TAKT_DATABASE_URL"),
        required("TAKT_DATABASE_SUPERUSER"),
        secret("database_superuser"));
  }

  RolePasswords passwords() throws IOException {
    return new RolePasswords(
        secret("database_owner"), secret("database_writer"), secret("database_reader"));
  }

  private String secret(String name) throws IOException {
    Path file = Path.of(required("TAKT_SECRETS"), name);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("TAKT_SECRETS: there is no readable file " + file);
    }
    String password = Files.readString(file).lines().findFirst().orElse("").strip();
    if (password.isEmpty()) {
      throw new IllegalArgumentException("TAKT_SECRETS: file " + file + " is empty");
    }
    return password;
  }

  private String required(String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set; see docs/deploy.md");
    }
    return value;
  }
}
