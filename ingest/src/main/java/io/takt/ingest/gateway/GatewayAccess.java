package io.takt.ingest.gateway;

import io.takt.ingest.gateway.access.AccessFileException;
import io.takt.ingest.gateway.access.AccessFiles;
import io.takt.ingest.gateway.access.Operators;
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

  /** Tokens, in the folder. */
  public static final String TOKENS_FILE = "tokens.yaml";

  /** People, in the folder. */
  public static final String OPERATORS_FILE = "operators.yaml";

  /** Nobody. */
  public static final GatewayAccess NOBODY =
      new GatewayAccess(new Tokens.Builder().build(), new Operators(List.of()));

  /**
   * As the files in the folder say; without them nobody may do anything.
   *
   * @throws AccessFileException when a file is there and cannot be used
   */
  public static GatewayAccess in(Path folder) throws AccessFileException {
    Path tokens = folder.resolve(TOKENS_FILE);
    Path operators = folder.resolve(OPERATORS_FILE);
    return new GatewayAccess(
        Files.exists(tokens) ? AccessFiles.tokens(tokens, FactKind.names()) : NOBODY.tokens(),
        Files.exists(operators) ? AccessFiles.operators(operators) : NOBODY.operators());
  }
}
