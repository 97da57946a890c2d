package io.takt.schemas;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * The schema registry, by Confluent's client. May be used by several threads.
 *
 * <p>Ids and schemas never change once given, so each is asked for once. An id that the registry
 * does not know is asked for again after a minute, at the earliest: a stream of broken messages
 * does not become a stream of requests.
 */
public final class Registry implements Closeable {

  private static final int CACHE = 1_000;
  private static final Map<String, Object> SETTINGS =
      Map.of(
          SchemaRegistryClientConfig.MISSING_CACHE_SIZE_CONFIG,
          CACHE,
          SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG,
          60L);
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final RegistryAddress address;
  private final SchemaRegistryClient client;
  private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();

  Registry(RegistryAddress address) {
    this.address = address;
    this.client =
        SchemaRegistryClientFactory.newClient(
            List.of(address.url()), CACHE, List.of(new AvroSchemaProvider()), SETTINGS, Map.of());
  }

  /**
   * Makes the schema known under the subject, unless it is, and gives its id.
   *
   * @throws IncompatibleSchemaException when readers of older data could not go on
   * @throws RegistryException when the registry does not answer or refuses
   */
  public int register(String subject, Schema schema) throws RegistryException {
    try {
      return client.register(subject, new AvroSchema(schema.toString()));
    } catch (RestClientException e) {
      if (e.getStatus() == CONFLICT) {
        throw new IncompatibleSchemaException(
            "The schema registry refuses the new schema of "
                + subject
                + ": data that is there could no longer be read ("
                + e.getMessage()
                + ").",
            e);
      }
      throw refused("to register the schema of " + subject, e);
    } catch (IOException e) {
      throw silent(e);
    }
  }

  /**
   * The schema with this id.
   *
   * @throws UndecodableException when the registry knows no Avro schema with this id
   * @throws RegistryException when the registry does not answer or refuses
   */
  public Schema schema(int id) throws UndecodableException, RegistryException {
    Schema known = byId.get(id);
    if (known == null) {
      known = fetch(id);
      byId.put(id, known);
    }
    return known;
  }

  private Schema fetch(int id) throws UndecodableException, RegistryException {
    try {
      return new Schema.Parser().parse(client.getSchemaById(id).canonicalString());
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw new UndecodableException(
            "The schema registry knows no schema with id " + id + ".", e);
      }
      throw refused("to give the schema with id " + id, e);
    } catch (SchemaParseException e) {
      throw new UndecodableException("The schema with id " + id + " is not an Avro schema.", e);
    } catch (IOException e) {
      throw silent(e);
    }
  }

  /**
   * Sets what the registry allows for subjects that have no setting of their own.
   *
   * @param level Confluent's name, e.g. {@code BACKWARD_TRANSITIVE}
   */
  public void requireCompatibility(String level) throws RegistryException {
    try {
      client.updateCompatibility(null, level);
    } catch (RestClientException e) {
      throw refused("to set its compatibility to " + level, e);
    } catch (IOException e) {
      throw silent(e);
    }
  }

  /** What the registry allows for subjects that have no setting of their own. */
  public String compatibility() throws RegistryException {
    try {
      return client.getCompatibility(null);
    } catch (RestClientException e) {
      throw refused("to tell its compatibility", e);
    } catch (IOException e) {
      throw silent(e);
    }
  }

  private RegistryException refused(String what, RestClientException e) {
    return new RegistryException(
        "The schema registry at " + address.url() + " refuses " + what + ": " + e.getMessage(), e);
  }

  private RegistryException silent(IOException e) {
    return new RegistryException(
        "The schema registry at " + address.url() + " does not answer: " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
