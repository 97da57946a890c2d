package io.takt.ingest.gateway.access;

import java.io.IOException;

/** A file of tokens or operators cannot be used; the message is one sentence without secrets. */
public final class AccessFileException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With one sentence for people. */
  public AccessFileException(String message) {
    super(message);
  }
}
