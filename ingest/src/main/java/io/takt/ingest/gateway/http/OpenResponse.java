package io.takt.ingest.gateway.http;

/** A response that stays open. Safe for several threads. */
public interface OpenResponse {

  /**
   * Sends text.
   *
   * @param sent called when it is written and more may be sent; never called when the other side
   *     has gone
   */
  void send(String text, Runnable sent);

  /** Called once when the other side has gone, or the response has been ended. */
  void onClosed(Runnable closed);

  /** Ends it. */
  void end();
}
