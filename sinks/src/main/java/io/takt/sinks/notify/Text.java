package io.takt.sinks.notify;

import java.util.List;

/**
 * A message in words, not yet in anybody's format.
 *
 * @param title one line, the whole matter
 * @param mood what colour it has
 * @param items one for each alert that is listed
 * @param foot what else there is to say; empty: nothing
 */
record Text(String title, Mood mood, List<Item> items, String foot) {

  /** Red: somebody has to act; amber: somebody does; green: over; grey: for the record. */
  enum Mood {
    RED("#c62828"),
    AMBER("#ef6c00"),
    GREEN("#2e7d32"),
    GREY("#607d8b");

    private final String colour;

    Mood(String colour) {
      this.colour = colour;
    }

    String colour() {
      return colour;
    }
  }

  /**
   * One alert.
   *
   * @param rows what and its value, the most important first
   * @param link where to look; empty: nowhere
   * @param act where to acknowledge or shelve; empty: nowhere
   */
  record Item(String headline, List<Row> rows, String link, String act) {}

  /** What and its value. */
  record Row(String name, String value) {}

  /** As plain text, lines of any length. */
  String plain() {
    StringBuilder text = new StringBuilder();
    for (Item item : items) {
      text.append(item.headline()).append('\n');
      for (Row row : item.rows()) {
        text.append("  ").append(row.name()).append(": ").append(row.value()).append('\n');
      }
      if (!item.link().isEmpty()) {
        text.append("  Look: ").append(item.link()).append('\n');
      }
      if (!item.act().isEmpty()) {
        text.append("  Acknowledge or shelve: ").append(item.act()).append('\n');
      }
      text.append('\n');
    }
    return text.append(foot).toString().stripTrailing() + "\n";
  }
}
