package io.takt.ingest.gateway.access;

import io.takt.ingest.gateway.http.Exchange;
import io.takt.ingest.gateway.http.Problem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which system a token is of. Only hashes of tokens are kept. */
public final class Tokens {

  private static final String BEARER = "bearer ";
  private static final int LONGEST = 512;

  private final Map<String, Source> byHash;

  private Tokens(Map<String, Source> byHash) {
    this.byHash = Map.copyOf(byHash);
  }

  /** Puts tokens together. */
  public static final class Builder {
    private final Map<String, Source> byHash = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    /**
     * Adds one.
     *
     * @param sha256 of the token, in hexadecimal
     * @throws IllegalArgumentException when the name or the token is there already
     */
    public Builder add(String sha256, Source source) {
      if (!names.add(source.name())) {
        throw new IllegalArgumentException("source " + source.name() + " is there twice");
      }
      if (byHash.putIfAbsent(sha256, source) != null) {
        throw new IllegalArgumentException("source " + source.name() + " has another's token");
      }
      return this;
    }

    /** All that were added. */
    public Tokens build() {
      return new Tokens(byHash);
    }
  }

  /**
   * Who sends this.
   *
   * @throws Problem 401 when it is nobody known
   */
  public Source source(Exchange exchange) {
    String header = exchange.header("authorization").orElse("");
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length()) || header.length() > LONGEST) {
      throw Problem.unauthenticated(
          "There is no token.", "Send Authorization: Bearer and the token of the source.");
    }
    // The look-up is by the hash: its time tells nothing of a token.
    Source source = byHash.get(Digests.sha256(header.substring(BEARER.length()).trim()));
    if (source == null) {
      throw Problem.unauthenticated(
          "The token is not known.", "Ask whoever runs the gateway for a token.");
    }
    return source;
  }

  @Override
  public String toString() {
    return "Tokens of " + byHash.size() + " sources";
  }
}
