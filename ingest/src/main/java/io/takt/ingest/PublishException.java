package io.takt.ingest;

/** A record that was handed over could not be delivered; the message names the topic and why. */
public final class PublishException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** {@code message} is one sentence for people. */
  public PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
