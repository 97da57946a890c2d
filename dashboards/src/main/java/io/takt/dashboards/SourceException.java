package io.takt.dashboards;

import java.io.Serial;

/** A source says something that is not known; the message says where and what. */
public final class SourceException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  SourceException(String message) {
    super(message);
  }

  SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
