package io.takt.embedded;

/**
 * Something a person can mend. The message is one sentence for them: what is wrong and what to do.
 */
public final class StackException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With one sentence for people. */
  public StackException(String message) {
    super(message);
  }

  /** With one sentence for people; the cause is for the log. */
  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
