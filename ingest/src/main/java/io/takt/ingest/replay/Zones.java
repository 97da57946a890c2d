package io.takt.ingest.replay;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Time zones as a mapping names them. */
final class Zones {

  private Zones() {}

  /**
   * @param name an IANA name or an offset; null: {@code otherwise}
   * @throws MappingException when there is no such zone
   */
  static ZoneId read(String file, String place, String name, ZoneId otherwise) {
    if (name == null) {
      return otherwise;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw MappingException.at(
          file,
          place,
          "'" + name + "' is no time zone; write an IANA name such as 'Europe/Berlin' or 'UTC'.");
    }
  }
}
