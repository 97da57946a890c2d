package io.takt.ingest.gateway.alerts;

import io.takt.ingest.gateway.http.Exchange;
import io.takt.schemas.AlertLink;
import java.time.Instant;

/**
 * A link as it was followed; nothing of it is believed yet.
 *
 * @param asset empty: the alert is about several
 * @param expires epoch second
 */
record Link(String fingerprint, String asset, long expires, String signature) {

  /** What is to be thought of a link. */
  enum Verdict {
    GOOD,
    EXPIRED,
    FORGED
  }

  private static final int LONGEST_NUMBER = 12;

  static Link of(Exchange exchange) {
    String expires = exchange.query("expires").orElse("");
    boolean number = expires.length() <= LONGEST_NUMBER && expires.matches("[0-9]+");
    return new Link(
        exchange.query("alert").orElse(""),
        exchange.query("asset").orElse(""),
        number ? Long.parseLong(expires) : 0,
        exchange.query("signature").orElse(""));
  }

  Verdict judge(AlertLink links, Instant now) {
    if (links.holds(fingerprint, asset, expires, signature, now)) {
      return Verdict.GOOD;
    }
    // Whoever has a link of ours, only an old one, is told so.
    return links.holds(fingerprint, asset, expires, signature, Instant.EPOCH)
        ? Verdict.EXPIRED
        : Verdict.FORGED;
  }
}
