package io.takt.ingest.replay;

/**
 * The mapping, or the files it is for, cannot be used. The message is one sentence for people:
 * file, place, what is wrong and what would be right.
 */
public final class MappingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MappingException(String message) {
    super(message);
  }

  MappingException(String message, Throwable cause) {
    super(message, cause);
  }

  /** {@code place} is the path of keys within the mapping, such as {@code rows.time.zone}. */
  static MappingException at(String file, String place, String problem) {
    return new MappingException(file + ", " + place + ": " + problem);
  }
}
