package io.takt.sinks.notify;

import java.io.IOException;

/** One way to hand a message over. For one thread. */
interface Transport {

  /**
   * Hands it over.
   *
   * @return what the receiver calls it; empty: nothing
   * @throws IOException when it may be tried again; the receiver may have it or not
   */
  String send(Outbox.Due due, Text text) throws IOException, InterruptedException, Refused;

  /** The receiver answered and does not have it. */
  final class Refused extends Exception {

    private static final long serialVersionUID = 1L;
    private final boolean forGood;
    private final long waitMillis;

    private Refused(String message, boolean forGood, long waitMillis) {
      super(message);
      this.forGood = forGood;
      this.waitMillis = waitMillis;
    }

    /** Trying again would not help. */
    static Refused forGood(String why) {
      return new Refused(why, true, 0);
    }

    /** It may be tried again, not before so many milliseconds; 0: when we like. */
    static Refused forNow(String why, long waitMillis) {
      return new Refused(why, false, waitMillis);
    }

    boolean isForGood() {
      return forGood;
    }

    long waitMillis() {
      return waitMillis;
    }
  }
}
