package io.takt.schemas;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links in messages by which people acknowledge or shelve an alert without logging in: signed, and
 * good for a time. The notifier makes them, the gateway checks them. Following one only shows a
 * page; it is the page's button that acts, since mail scanners follow links.
 */
public final class AlertLink {

  /** Path at the gateway. */
  public static final String PATH = "/alerts/act";

  private static final String HMAC = "HmacSHA256";

  private final byte[] secret;

  /**
   * @param secret shared by notifier and gateway, at least 16 characters
   */
  public AlertLink(String secret) {
    if (secret.length() < 16) {
      throw new IllegalArgumentException(
          "The secret of alert links is shorter than 16 characters.");
    }
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The link.
   *
   * @param base the gateway's address as people reach it, without a slash at its end
   * @param asset the alert's asset; empty: it is about several
   * @param expires from then on it is refused
   */
  public String to(String base, String fingerprint, String asset, Instant expires) {
    return base
        + PATH
        + "?alert="
        + URLEncoder.encode(fingerprint, StandardCharsets.UTF_8)
        + "&asset="
        + URLEncoder.encode(asset, StandardCharsets.UTF_8)
        + "&expires="
        + expires.getEpochSecond()
        + "&signature="
        + signature(fingerprint, asset, expires.getEpochSecond());
  }

  /** Whether the parts of a link are what the notifier signed, and it is still good. */
  public boolean holds(
      String fingerprint, String asset, long expires, String signature, Instant now) {
    return now.getEpochSecond() < expires
        && MessageDigest.isEqual(
            signature(fingerprint, asset, expires).getBytes(StandardCharsets.US_ASCII),
            signature.getBytes(StandardCharsets.US_ASCII));
  }

  private String signature(String fingerprint, String asset, long expires) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      // Lengths first, so that no two triples give the same bytes.
      String signed = fingerprint.length() + "|" + fingerprint + "|" + asset + "|" + expires;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  @Override
  public String toString() {
    return "AlertLink[secret=***]";
  }
}
