package io.takt.bench.peer;

import io.takt.sinks.database.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What a peer works with.
 *
 * @param bootstrapServers of Kafka
 * @param registry root of the registry's Confluent API
 * @param database where {@link MinuteTable} is, with its writer
 * @param end the plant's clock: it stands there, and what has ended by then is to be written
 * @param every between what makes work durable: checkpoints or commits
 * @param flush longest time a row waits to be written
 * @param directory for what is kept on disk meanwhile
 */
public record PeerSite(
    String bootstrapServers,
    String registry,
    DatabaseSettings database,
    Instant end,
    Duration every,
    Duration flush,
    Path directory) {}
