package io.takt.schemas;

import java.io.IOException;

/**
 * The schema registry does not answer, or refuses. Says nothing about a message: trying again later
 * may work, so nothing is dead-lettered because of it.
 */
public class RegistryException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With one sentence for people. */
  public RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
