package io.takt.ingest.gateway.access;

/**
 * A person.
 *
 * @param id badge number or user, as it stands in facts
 * @param name for people
 * @param scope assets they see and speak of
 * @param pin null: cannot log in by PIN
 * @param badge null: cannot log in by badge
 */
public record Operator(
    String id, String name, Role role, AssetScope scope, SecretHash pin, SecretHash badge) {}
