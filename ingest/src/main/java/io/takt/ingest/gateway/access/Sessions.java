package io.takt.ingest.gateway.access;

import io.takt.ingest.gateway.http.Exchange;
import io.takt.ingest.gateway.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Who is logged in; forgotten when the gateway ends. Safe for several threads. */
public final class Sessions {

  /** The cookie. */
  public static final String COOKIE = "takt_session";

  /** The header without which nothing is changed: a form of another site cannot send it. */
  public static final String HEADER = "x-takt-request";

  private static final Duration LONGEST = Duration.ofHours(12);
  private static final Duration IDLE = Duration.ofHours(1);
  private static final int MOST_SESSIONS = 2_000;
  private static final int WRONG_PINS = 5;
  private static final int WRONG_OF_ONE_ADDRESS = 50;
  private static final Duration LOCKED = Duration.ofMinutes(1);
  private static final int HASHES_AT_A_TIME = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
  private static final int LONGEST_SECRET = 200;

  private static final class Kept {
    private final Session session;
    private Instant usedAt;

    private Kept(Session session, Instant usedAt) {
      this.session = session;
      this.usedAt = usedAt;
    }
  }

  private final Operators operators;
  private final InstantSource wall;
  private final LockOut byOperator;
  private final LockOut byAddress;
  private final Semaphore hashing = new Semaphore(HASHES_AT_A_TIME);
  private final RecentKeys<String, Kept> sessions = new RecentKeys<>(MOST_SESSIONS);

  /** Nobody is logged in yet. */
  public Sessions(Operators operators, InstantSource wall) {
    this.operators = operators;
    this.wall = wall;
    this.byOperator = new LockOut(WRONG_PINS, LOCKED, wall);
    this.byAddress = new LockOut(WRONG_OF_ONE_ADDRESS, LOCKED, wall);
  }

  /**
   * A new session and the secret for its cookie.
   *
   * @param secret never kept
   */
  public record Begun(Session session, String secret) {
    @Override
    public String toString() {
      return "Begun[hidden]";
    }
  }

  /**
   * Logs in by PIN.
   *
   * @throws Problem 401 when it is wrong, 429 after five wrong ones
   */
  public Begun byPin(String operator, String pin, String remote) {
    String key = bounded(operator);
    byOperator.begin(key);
    Begun begun = begin(remote, () -> operators.byPin(operator, bounded(pin).toCharArray()));
    byOperator.succeeded(key);
    return begun;
  }

  /**
   * Logs in by badge.
   *
   * @throws Problem 401 when nobody has it, 429 after too many wrong ones of one address
   */
  public Begun byBadge(String badge, String remote) {
    return begin(remote, () -> operators.byBadge(bounded(badge).toCharArray()));
  }

  private static String bounded(String text) {
    if (text.length() > LONGEST_SECRET) {
      throw Problem.invalid(
          "A name, PIN or badge has more than " + LONGEST_SECRET + " characters.",
          "Send the right one.",
          List.of());
    }
    return text;
  }

  private Begun begin(String remote, Supplier<Optional<Operator>> look) {
    byAddress.begin(remote);
    awaitTurn();
    Optional<Operator> found;
    try {
      found = look.get();
    } finally {
      hashing.release();
    }
    if (found.isEmpty()) {
      throw Problem.unauthenticated(
          "Nobody has this badge or this PIN.", "Try again, or ask your supervisor.");
    }
    byAddress.succeeded(remote);
    String secret = Digests.newSecret();
    Instant now = wall.instant();
    Session session = new Session(Digests.sha256(secret), found.get(), now.plus(LONGEST));
    synchronized (sessions) {
      sessions.put(session.key(), new Kept(session, now));
    }
    return new Begun(session, secret);
  }

  private void awaitTurn() {
    boolean mine;
    try {
      mine = hashing.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      mine = false;
    }
    if (!mine) {
      throw Problem.tooMany("Too many people log in at this moment.", 1);
    }
  }

  /**
   * Whose request this is, to read.
   *
   * @throws Problem 401 when nobody is logged in
   */
  public Session reading(Exchange exchange) {
    String secret = exchange.cookies().get(COOKIE);
    if (secret != null && secret.length() <= LONGEST_SECRET) {
      Optional<Session> session = alive(Digests.sha256(secret), true);
      if (session.isPresent()) {
        return session.get();
      }
    }
    throw Problem.unauthenticated("Nobody is logged in.", "Log in at /api/v1/session.");
  }

  /**
   * Whose request this is, to change something.
   *
   * @throws Problem 401 when nobody is logged in, 403 when the request may be another site's
   */
  public Session writing(Exchange exchange) {
    requireOwnPage(exchange);
    return reading(exchange);
  }

  /** Refuses (403) what may come from another site's page. */
  public static void requireOwnPage(Exchange exchange) {
    if (!exchange.header(HEADER).orElse("").equals("1")) {
      throw Problem.forbidden(
          "The request lacks header X-Takt-Request.", "Send X-Takt-Request: 1.");
    }
    String origin = exchange.header("origin").orElse(null);
    String host = exchange.header("host").orElse("");
    if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
      throw Problem.forbidden(
          "The request comes from another site's page.", "Use the gateway's own page.");
    }
  }

  /** Whether the session goes on; asking does not keep it alive. */
  public boolean goesOn(Session session) {
    return alive(session.key(), false).isPresent();
  }

  private Optional<Session> alive(String key, boolean used) {
    Instant now = wall.instant();
    synchronized (sessions) {
      Kept kept = sessions.get(key);
      if (kept == null) {
        return Optional.empty();
      }
      if (!now.isBefore(kept.session.expiresAt()) || now.isAfter(kept.usedAt.plus(IDLE))) {
        sessions.remove(key);
        return Optional.empty();
      }
      if (used) {
        kept.usedAt = now;
      }
      return Optional.of(kept.session);
    }
  }

  /** Logs out. */
  public void end(Session session) {
    synchronized (sessions) {
      sessions.remove(session.key());
    }
  }
}
