package io.takt.sinks.notify;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one receiver's messages out of the outbox, one after the other, and hands them over. Each
 * receiver has one of its own, so that none waits for another.
 */
final class Courier {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /** First pause after a failure; doubles up to {@link #LONGEST_PAUSE}. */
  static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** So many tries and no more: about a day at the longest pause. */
  static final int MOST_TRIES = 300;

  private final String receiver;
  private final Outbox outbox;
  private final Transport transport;
  private final Editor editor;
  private final InstantSource wall;
  private final Counts counts;

  Courier(
      String receiver,
      Outbox outbox,
      Transport transport,
      Editor editor,
      InstantSource wall,
      Counts counts) {
    this.receiver = receiver;
    this.outbox = outbox;
    this.transport = transport;
    this.editor = editor;
    this.wall = wall;
    this.counts = counts;
  }

  String receiver() {
    return receiver;
  }

  /**
   * Hands over the next message, if one is due.
   *
   * @return whether there was one
   * @throws SQLException when the database does not answer; nothing was sent, or what was sent is
   *     in doubt
   */
  boolean deliver() throws SQLException, InterruptedException {
    Outbox.Due due = outbox.next(receiver, wall.instant());
    if (due == null) {
      return false;
    }
    Text text = editor.text(due.message());
    outbox.sending(due.id());
    try {
      String reference = transport.send(due, text);
      outbox.sent(due.id(), reference, wall.instant());
      counts.sent(receiver);
    } catch (Transport.Refused e) {
      counts.failed(receiver);
      if (e.isForGood() || due.attempts() + 1 >= MOST_TRIES) {
        LOG.error("{} does not take message {}: {}; given up", receiver, due.id(), e.getMessage());
        outbox.givenUp(due.id(), e.getMessage());
      } else {
        later(due, false, Math.max(e.waitMillis(), pause(due)), e.getMessage());
      }
    } catch (IOException e) {
      counts.failed(receiver);
      if (due.attempts() + 1 >= MOST_TRIES) {
        LOG.error("{} cannot be reached for message {}; given up", receiver, due.id());
        outbox.givenUp(due.id(), sentence(e));
      } else {
        later(due, true, pause(due), sentence(e));
      }
    }
    return true;
  }

  private void later(Outbox.Due due, boolean doubtful, long wait, String why) throws SQLException {
    LOG.warn("message {} to {} in {} ms again: {}", due.id(), receiver, wait, why);
    Instant at = wall.instant().plusMillis(wait);
    outbox.again(due.id(), doubtful, at, why);
  }

  private static long pause(Outbox.Due due) {
    long pause = FIRST_PAUSE.toMillis() << Math.min(due.attempts(), 20);
    return Math.min(pause, LONGEST_PAUSE.toMillis());
  }

  private static String sentence(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
