package io.takt.embedded.run;

import io.takt.ingest.gateway.GatewayAccess;
import io.takt.ingest.gateway.access.AssetScope;
import io.takt.ingest.gateway.access.Digests;
import io.takt.ingest.gateway.access.Operator;
import io.takt.ingest.gateway.access.Operators;
import io.takt.ingest.gateway.access.Role;
import io.takt.ingest.gateway.access.SecretHash;
import io.takt.ingest.gateway.access.Source;
import io.takt.ingest.gateway.access.Tokens;
import io.takt.ingest.gateway.facts.FactKind;
import java.util.List;

/**
 * Who may use the demo's gateway: people whose PINs everybody knows, and a token made for the run.
 * They are made in memory by the demo alone, so no other gateway knows any of them.
 */
final class DemoPeople {

  private DemoPeople() {}

  /**
   * They and the token.
   *
   * @param token of source {@code demo}, which may send everything
   */
  static GatewayAccess with(String token) {
    SecretHash badge = SecretHash.of("demo-badge-2".toCharArray());
    return new GatewayAccess(
        new Tokens.Builder()
            .add(Digests.sha256(token), new Source("demo", AssetScope.ALL, FactKind.names()))
            .build(),
        new Operators(
            List.of(
                person("op-1", "Ada", Role.OPERATOR, "1111", null),
                person("op-2", "Ben", Role.OPERATOR, "2222", badge),
                person("lead-1", "Cleo", Role.SUPERVISOR, "9999", null))));
  }

  private static Operator person(String id, String name, Role role, String pin, SecretHash badge) {
    return new Operator(id, name, role, AssetScope.ALL, SecretHash.of(pin.toCharArray()), badge);
  }
}
