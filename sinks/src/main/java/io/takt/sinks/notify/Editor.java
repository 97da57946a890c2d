package io.takt.sinks.notify;

import io.takt.schemas.AlertLink;
import io.takt.sinks.notify.Facts.About;
import io.takt.sinks.notify.RoutingFile.Site;
import io.takt.sinks.notify.Text.Item;
import io.takt.sinks.notify.Text.Mood;
import io.takt.sinks.notify.Text.Row;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts a message into words, with what the shift lead wants to know before getting up. */
final class Editor {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  /** Beyond so many alerts the database is not asked about each. */
  private static final int EXPLAINED = 5;

  private final Facts facts;
  private final Site site;
  private final AlertLink links;
  private final InstantSource wall;

  /**
   * @param links null: messages have no link to acknowledge by
   */
  Editor(Facts facts, Site site, AlertLink links, InstantSource wall) {
    this.facts = facts;
    this.site = site;
    this.links = links;
    this.wall = wall;
  }

  Text text(Message message) throws SQLException {
    List<Item> items = new ArrayList<>();
    About first = null;
    boolean brief =
        message.kind() == Message.Kind.DIGEST
            || message.kind() == Message.Kind.FLOOD
            || message.alerts().size() > EXPLAINED;
    for (AlertView alert : message.alerts()) {
      About about = brief && first != null ? null : facts.about(alert);
      first = first == null ? about : first;
      items.add(item(alert, about, brief, message.plantTime()));
    }
    return new Text(title(message), mood(message), items, foot(message));
  }

  private static Mood mood(Message message) {
    if (message.kind() == Message.Kind.TEST) {
      return Mood.GREY;
    }
    if (message.alerts().stream().anyMatch(AlertView::isUnacknowledged)) {
      return Mood.RED;
    }
    if (message.alerts().stream().anyMatch(AlertView::isActive)) {
      return Mood.AMBER;
    }
    return message.isAllClear() ? Mood.GREEN : Mood.GREY;
  }

  private static String title(Message message) {
    List<AlertView> alerts = message.alerts();
    long active = alerts.stream().filter(AlertView::isActive).count();
    String more = message.more() > 0 ? " and " + message.more() + " more" : "";
    return switch (message.kind()) {
      case TEST -> "Test message from Takt";
      case FLOOD -> "Alert flood: " + alerts.size() + more + " alerts, " + active + " still active";
      case DIGEST ->
          (message.why().equals("quiet-hours") ? "While it was quiet: " : "Told late: ")
              + alerts.size()
              + more
              + (alerts.size() == 1 ? " alert, " : " alerts, ")
              + active
              + " still active";
      case ALERT, REPEAT, ESCALATION -> incident(message);
    };
  }

  private static String incident(Message message) {
    List<AlertView> alerts = message.alerts();
    AlertView worst = alerts.get(0);
    String mark =
        message.isAllClear()
            ? "[OK] "
            : message.kind() == Message.Kind.ESCALATION
                ? "[" + worst.severity() + ", not acknowledged] "
                : message.kind() == Message.Kind.REPEAT
                    ? "[" + worst.severity() + ", still] "
                    : "[" + worst.severity() + "] ";
    String line = worst.label("line").isEmpty() ? "" : " (line " + worst.label("line") + ")";
    String others = alerts.size() > 1 ? " and " + (alerts.size() - 1) + " more" : "";
    String over =
        message.isAllClear() && alerts.size() == 1
            ? ": over after " + length(worst.since() - worst.startedAt())
            : message.isAllClear() ? ": over" : "";
    return mark + worst.summary() + line + others + over;
  }

  private static String foot(Message message) {
    if (message.kind() == Message.Kind.TEST) {
      return "If you read this, Takt can reach you. There is nothing to do.";
    }
    return message.more() > 0 ? "And " + message.more() + " more that are not listed." : "";
  }

  private Item item(AlertView alert, About about, boolean brief, long plantNow) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Where", where(alert, about)));
    rows.add(new Row("State", state(alert, plantNow)));
    if (about != null && !brief && alert.isActive()) {
      explain(rows, about);
    }
    String link =
        site.link() == null || alert.asset().isEmpty()
            ? ""
            : site.link()
                .replace("{asset}", URLEncoder.encode(alert.asset(), StandardCharsets.UTF_8));
    String act =
        links == null || site.gateway() == null || !alert.isActive()
            ? ""
            : links.to(
                site.gateway(),
                alert.fingerprint(),
                alert.asset(),
                wall.instant()
                    .plus(Duration.ofHours(site.linkHours() == null ? 24 : site.linkHours())));
    return new Item(alert.summary(), rows, link, act);
  }

  private static String where(AlertView alert, About about) {
    StringBuilder where = new StringBuilder();
    if (about != null && about.name() != null && !about.name().isEmpty()) {
      where.append(about.name()).append(" (").append(alert.asset()).append(')');
    } else {
      where.append(alert.asset());
    }
    for (String place : new String[] {"line", "area", "site"}) {
      if (!alert.label(place).isEmpty()) {
        where
            .append(where.isEmpty() ? "" : ", ")
            .append(place.equals("line") ? "line " : "")
            .append(alert.label(place));
      }
    }
    return where.isEmpty() ? "the plant" : where.toString();
  }

  private String state(AlertView alert, long plantNow) {
    String since = time(alert.startedAt());
    return switch (alert.state()) {
      case "CLEARED" ->
          "over since "
              + time(alert.since())
              + ", after "
              + length(alert.since() - alert.startedAt());
      case "ACTIVE_ACKNOWLEDGED" ->
          alert.severity()
              + ", since "
              + since
              + " ("
              + length(plantNow - alert.startedAt())
              + "), seen by "
              + (alert.acknowledgedBy().isEmpty() ? "somebody" : alert.acknowledgedBy());
      case "ACTIVE_UNACKNOWLEDGED" ->
          alert.severity()
              + ", since "
              + since
              + " ("
              + length(plantNow - alert.startedAt())
              + "), nobody has acknowledged";
      case "SHELVED" -> "shelved since " + time(alert.since());
      default -> "suppressed by " + alert.suppressedBy() + " since " + time(alert.since());
    };
  }

  private void explain(List<Row> rows, About about) {
    if (about.order() != null) {
      StringBuilder order = new StringBuilder(about.order());
      if (about.product() != null) {
        order.append(" (").append(about.product()).append(')');
      }
      if (about.due() != null) {
        order.append(", due ").append(time(about.due().toEpochMilli()));
      }
      if (about.quantity() != null && about.good() != null) {
        order.append(
            String.format(Locale.ROOT, ", %.0f of %.0f made", about.good(), about.quantity()));
      }
      rows.add(new Row("Order at risk", order.toString()));
    }
    if (about.cause() != null) {
      StringBuilder cause = new StringBuilder(about.cause());
      if (about.probability() != null) {
        cause.append(String.format(Locale.ROOT, ", %.0f %%", about.probability() * 100));
      }
      if (about.because() != null && !about.because().isEmpty()) {
        cause.append(" (").append(about.because()).append(')');
      }
      rows.add(new Row("Probable cause", cause.toString()));
    }
    if (about.before() != null) {
      rows.add(
          new Row(
              "Last time",
              time(about.before().toEpochMilli())
                  + ", over after "
                  + length((long) (about.beforeSeconds() * 1000))
                  + (about.beforeReason() == null ? "" : "; it was: " + about.beforeReason())));
    }
  }

  private String time(long at) {
    ZoneId zone = ZoneId.of(site.zone() == null ? "UTC" : site.zone());
    return DAY_AND_TIME.format(Instant.ofEpochMilli(at).atZone(zone));
  }

  /** A length as people say it. */
  static String length(long millis) {
    long minutes = Math.max(0, millis) / 60_000;
    if (minutes < 1) {
      return Math.max(0, millis) / 1_000 + " s";
    }
    if (minutes < 120) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    return hours < 48 ? hours + " h " + minutes % 60 + " min" : hours / 24 + " days";
  }
}
