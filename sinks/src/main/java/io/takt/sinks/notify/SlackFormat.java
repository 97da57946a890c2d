package io.takt.sinks.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A message in Slack's Block Kit, within its limits, and always with a text for notifications and
 * screen readers.
 */
final class SlackFormat {

  /** Slack refuses more. */
  static final int MOST_BLOCKS = 50;

  /** Slack refuses more in a section. */
  static final int SECTION = 3_000;

  /** Slack's limit over all blocks is not documented; it was seen between 10 000 and 13 000. */
  static final int ALL_BLOCKS = 9_000;

  private static final int FALLBACK = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private SlackFormat() {}

  /** Text, and one attachment whose colour says how it stands. */
  static ObjectNode body(Text text) {
    ObjectNode body = JSON.createObjectNode();
    body.put("text", cut(escaped(text.title()), FALLBACK));
    body.put("unfurl_links", false);
    body.put("unfurl_media", false);
    ObjectNode attachment = body.putArray("attachments").addObject();
    attachment.put("color", text.mood().colour());
    attachment.put("fallback", cut(escaped(text.title()), FALLBACK));
    ArrayNode blocks = attachment.putArray("blocks");
    int length = 0;
    int left = 0;
    for (Text.Item item : text.items()) {
      String words = cut(words(item), SECTION);
      if (blocks.size() >= MOST_BLOCKS - 2 || length + words.length() > ALL_BLOCKS) {
        left++;
        continue;
      }
      length += words.length();
      section(blocks, words);
    }
    String foot = text.foot();
    if (left > 0) {
      foot = "And " + left + " more that do not fit here. " + foot;
    }
    if (!foot.isBlank()) {
      ObjectNode context = blocks.addObject();
      context.put("type", "context");
      context
          .putArray("elements")
          .addObject()
          .put("type", "mrkdwn")
          .put("text", cut(escaped(foot.strip()), SECTION));
    }
    if (blocks.isEmpty()) {
      section(blocks, cut(escaped(text.title()), SECTION));
    }
    return body;
  }

  private static void section(ArrayNode blocks, String words) {
    ObjectNode section = blocks.addObject();
    section.put("type", "section");
    section.putObject("text").put("type", "mrkdwn").put("text", words);
  }

  private static String words(Text.Item item) {
    StringBuilder words = new StringBuilder("*").append(plain(item.headline())).append("*");
    for (Text.Row row : item.rows()) {
      words.append('\n').append(escaped(row.name())).append(": ").append(plain(row.value()));
    }
    String links = "";
    if (!item.link().isEmpty()) {
      links = "<" + link(item.link()) + "|Look>";
    }
    if (!item.act().isEmpty()) {
      links +=
          (links.isEmpty() ? "" : "  ·  ") + "<" + link(item.act()) + "|Acknowledge or shelve>";
    }
    // Links last, but never cut in the middle.
    String text = cut(words.toString(), SECTION - links.length() - 1);
    return links.isEmpty() ? text : text + "\n" + links;
  }

  /** Words of machines and people are no markup. */
  private static String plain(String text) {
    return escaped(text.replace('*', '∗').replace('`', '\'').replace('\n', ' '));
  }

  private static String link(String url) {
    return url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Never in the middle of an escaped character or a surrogate pair. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    int escape = text.lastIndexOf('&', end - 1);
    if (escape >= 0 && end - escape < 6 && text.indexOf(';', escape) >= end) {
      end = escape;
    }
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
