package io.takt.ingest.gateway.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A PIN or badge as it is kept: PBKDF2 with HMAC-SHA-256, written as {@code
 * pbkdf2-sha256$ITERATIONS$SALT$HASH} (base64 without padding).
 */
public final class SecretHash {

  /** Iterations of new hashes; OWASP's word for HMAC-SHA-256. */
  public static final int ITERATIONS = 600_000;

  private static final int LEAST_ITERATIONS = 100_000;
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final Pattern FORM =
      Pattern.compile("pbkdf2-sha256\\$([0-9]{1,8})\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  private SecretHash(int iterations, byte[] salt, byte[] hash) {
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  /** Of a secret, with a salt of its own. */
  public static SecretHash of(char[] secret) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return new SecretHash(ITERATIONS, salt, derive(secret, salt, ITERATIONS));
  }

  /** Of another secret, with the salt of this one, so that both are looked for at once. */
  public SecretHash alike(char[] secret) {
    return new SecretHash(iterations, salt, derive(secret, salt, iterations));
  }

  /**
   * As it is written.
   *
   * @throws IllegalArgumentException when it is none, or too weak; never says what was written
   */
  public static SecretHash parse(String written) {
    Matcher form = FORM.matcher(written);
    if (!form.matches()) {
      throw new IllegalArgumentException("a hash is not one that takt secret made");
    }
    int iterations = Integer.parseInt(form.group(1));
    if (iterations < LEAST_ITERATIONS || iterations > MOST_ITERATIONS) {
      throw new IllegalArgumentException(
          "a hash has "
              + iterations
              + " iterations; it must have "
              + LEAST_ITERATIONS
              + " to "
              + MOST_ITERATIONS);
    }
    return new SecretHash(
        iterations,
        Base64.getDecoder().decode(form.group(2)),
        Base64.getDecoder().decode(form.group(3)));
  }

  /** Whether it is of this secret; takes tens of milliseconds either way. */
  boolean matches(char[] secret) {
    return MessageDigest.isEqual(hash, derive(secret, salt, iterations));
  }

  boolean sameSalt(SecretHash other) {
    return iterations == other.iterations && MessageDigest.isEqual(salt, other.salt);
  }

  boolean sameHash(SecretHash other) {
    return MessageDigest.isEqual(hash, other.hash);
  }

  private static byte[] derive(char[] secret, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(secret, salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }

  /** As it goes into a file. */
  public String written() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "pbkdf2-sha256$"
        + iterations
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  @Override
  public String toString() {
    return "SecretHash[hidden]";
  }
}
