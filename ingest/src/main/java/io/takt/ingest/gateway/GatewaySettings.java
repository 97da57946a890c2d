package io.takt.ingest.gateway;

import io.takt.ingest.gateway.access.Rates.Rate;
import io.takt.ingest.gateway.board.DatabaseAddress;
import io.takt.ingest.gateway.http.HttpLimits;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.schemas.AlertLink;
import io.takt.schemas.RegistryAddress;
import java.time.Duration;

/**
 * How a gateway is to run.
 *
 * @param host address to listen on; a machine's own unless something that speaks TLS is in front
 * @param port 0: any free one
 * @param secureCookie the session's cookie is for https only
 * @param kafka where it is and how to speak to it
 * @param registry the schema registry
 * @param database as the role that only reads
 * @param access who may use it
 * @param links signs links to acknowledge alerts by, as the notifier does; null: there are none
 * @param time the plant's time
 * @param limits what one sender may ask for
 * @param patience how long a start waits until the plant's tables are read
 */
public record GatewaySettings(
    String host,
    int port,
    boolean secureCookie,
    KafkaAddress kafka,
    RegistryAddress registry,
    DatabaseAddress database,
    GatewayAccess access,
    AlertLink links,
    PlantTime time,
    Limits limits,
    Duration patience) {

  /**
   * What one sender may ask for.
   *
   * @param http connections and bodies
   * @param requests of one source, or of one session, a second
   * @param rows of one source a second
   * @param listeners pages that listen at a time
   * @param remembered facts that are recognised without Kafka
   */
  public record Limits(HttpLimits http, Rate requests, Rate rows, int listeners, int remembered) {

    /** The usual limits. */
    public static final Limits USUAL =
        new Limits(HttpLimits.USUAL, new Rate(50, 200), new Rate(5_000, 20_000), 200, 200_000);
  }
}
