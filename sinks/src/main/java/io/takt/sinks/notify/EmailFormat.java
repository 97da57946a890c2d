package io.takt.sinks.notify;

/** A message as HTML that mail clients of all kinds show: one table, styles in place. */
final class EmailFormat {

  private EmailFormat() {}

  static String html(Text text) {
    StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><body style=\"");
    html.append("font-family:Arial,Helvetica,sans-serif;font-size:15px;color:#222\">");
    html.append("<p style=\"border-left:8px solid ")
        .append(text.mood().colour())
        .append(";padding-left:10px;font-size:18px\"><b>")
        .append(escaped(text.title()))
        .append("</b></p>");
    for (Text.Item item : text.items()) {
      html.append("<p><b>").append(escaped(item.headline())).append("</b></p><table>");
      for (Text.Row row : item.rows()) {
        html.append("<tr><td style=\"color:#666;padding-right:12px;vertical-align:top\">")
            .append(escaped(row.name()))
            .append("</td><td>")
            .append(escaped(row.value()))
            .append("</td></tr>");
      }
      html.append("</table><p>");
      link(html, item.link(), "Look");
      link(html, item.act(), "Acknowledge or shelve");
      html.append("</p>");
    }
    if (!text.foot().isEmpty()) {
      html.append("<p>").append(escaped(text.foot())).append("</p>");
    }
    return html.append("</body></html>").toString();
  }

  private static void link(StringBuilder html, String url, String words) {
    if (!url.isEmpty()) {
      html.append("<a href=\"")
          .append(escaped(url))
          .append("\">")
          .append(words)
          .append("</a>&nbsp;&nbsp; ");
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
