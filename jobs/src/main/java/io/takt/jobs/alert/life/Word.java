package io.takt.jobs.alert.life;

/**
 * What a person says of an alert. Times are epoch milliseconds.
 *
 * @param asset what it was said about; who may speak of an asset was asked where it was said
 * @param until shelved until then; 0: it was seen
 * @param who a badge or user
 */
public record Word(String fingerprint, String asset, long at, long until, String who) {

  /** Whether it is about not hearing of the alert. */
  public boolean shelves() {
    return until > 0;
  }
}
