package io.takt.schemas;

import java.io.IOException;

/**
 * The bytes of a message are not a record of its topic and never will be. The message of this
 * exception is one sentence for people: it is what the dead letter says.
 */
public final class UndecodableException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With one sentence for people. */
  public UndecodableException(String message) {
    super(message);
  }

  /** With one sentence for people and what was seen below. */
  public UndecodableException(String message, Throwable cause) {
    super(message, cause);
  }
}
