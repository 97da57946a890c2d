package io.takt.embedded.run;

import io.takt.ingest.gateway.access.AccessFileException;
import io.takt.ingest.gateway.access.AccessFiles;
import io.takt.ingest.gateway.access.AssetScope;
import io.takt.ingest.gateway.access.Digests;
import io.takt.ingest.gateway.access.Operator;
import io.takt.ingest.gateway.access.Operators;
import io.takt.ingest.gateway.access.Role;
import io.takt.ingest.gateway.access.SecretHash;
import io.takt.ingest.gateway.access.Source;
import io.takt.ingest.gateway.access.Tokens;
import io.takt.ingest.gateway.facts.FactKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Who may use a gateway.
 *
 * @param tokens systems that may send
 * @param operators people who may log in
 */
public record GatewayAccess(Tokens tokens, Operators operators) {

  /** Tokens, in the stack's directory. */
  public static final String TOKENS_FILE = "tokens.yaml";

  /** People, in the stack's directory. */
  public static final String OPERATORS_FILE = "operators.yaml";

  /**
   * As the files in the directory say; without them nobody may do anything.
   *
   * @throws AccessFileException when a file is there and cannot be used
   */
  public static GatewayAccess in(Path directory) throws AccessFileException {
    Path tokens = directory.resolve(TOKENS_FILE);
    Path operators = directory.resolve(OPERATORS_FILE);
    return new GatewayAccess(
        Files.exists(tokens)
            ? AccessFiles.tokens(tokens, FactKind.names())
            : new Tokens.Builder().build(),
        Files.exists(operators) ? AccessFiles.operators(operators) : new Operators(List.of()));
  }

  /**
   * Of the demo: people whose PINs everybody knows, and a token made for this run. It is made in
   * memory by the demo alone, so no other gateway knows any of them.
   *
   * @param token of source {@code demo}, which may send everything
   */
  static GatewayAccess ofDemo(String token) {
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
