package io.takt.sinks.notify;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.takt.sinks.notify.Routing.Inhibition;
import io.takt.sinks.notify.Routing.Receiver;
import io.takt.sinks.notify.Routing.Route;
import io.takt.sinks.notify.Routing.Step;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The routing file: who hears of what, when. An unknown key, receiver or window is an error that
 * names it.
 */
public final class RoutingFile {

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d)");

  private final Routing routing;
  private final Site site;
  private final Map<String, ReceiverEntry> receivers;

  private RoutingFile(Routing routing, Site site, Map<String, ReceiverEntry> receivers) {
    this.routing = routing;
    this.site = site;
    this.receivers = receivers;
  }

  /** As written; docs/alerts.md says what each key means. */
  record File(
      Site site,
      String freshness,
      Flood flood,
      List<ReceiverEntry> receivers,
      List<WindowEntry> windows,
      List<RouteEntry> routes,
      List<InhibitEntry> inhibit) {}

  /**
   * What messages need to know.
   *
   * @param zone IANA zone in which people read times
   * @param gateway address of the gateway as people reach it; null: no links to acknowledge by
   * @param link where to look at an asset; {asset} is replaced; null: no link
   * @param linkHours how long a link to acknowledge by is good
   */
  public record Site(String name, String zone, String gateway, String link, Integer linkHours) {}

  record Flood(Integer moreThan, String within) {}

  /** A receiver: exactly one of the ways is there. */
  record ReceiverEntry(
      String name,
      SlackEntry slack,
      SlackWebhookEntry slackWebhook,
      EmailEntry email,
      WebhookEntry webhook,
      Map<String, String> terminal,
      String quietHours,
      List<String> loud) {}

  /** A bot: its token is in an environment variable or a file, never here. */
  record SlackEntry(String channel, String token, String baseUrl) {}

  record SlackWebhookEntry(String url) {}

  record EmailEntry(
      String host,
      Integer port,
      String security,
      String user,
      String password,
      String from,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> to) {}

  record WebhookEntry(String url, String token) {}

  record WindowEntry(String name, List<String> days, String from, String to, String zone) {}

  record RouteEntry(
      String name,
      Map<String, List<String>> match,
      List<String> receivers,
      @com.fasterxml.jackson.annotation.JsonProperty("continue") Boolean goesOn,
      List<String> groupBy,
      String groupWait,
      String groupInterval,
      String repeatInterval,
      List<String> mute,
      List<StepEntry> escalation) {}

  record StepEntry(String after, List<String> receivers) {}

  record InhibitEntry(
      Map<String, List<String>> source, Map<String, List<String>> target, List<String> equal) {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException in one sentence, when something is wrong
   */
  public static RoutingFile parse(String yaml) {
    File file;
    try {
      file = YAML.readValue(yaml, File.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The routing file cannot be read: " + e.getOriginalMessage(), e);
    }
    if (file == null || file.receivers() == null || file.routes() == null) {
      throw new IllegalArgumentException("The routing file needs the keys receivers and routes.");
    }
    Site site = file.site() == null ? new Site("", "UTC", null, null, null) : file.site();
    Map<String, Windows> windows = windows(file.windows(), site);
    Map<String, Receiver> receivers = new LinkedHashMap<>();
    Map<String, ReceiverEntry> entries = new LinkedHashMap<>();
    for (ReceiverEntry entry : file.receivers()) {
      if (receivers.put(entry.name(), receiver(entry, windows)) != null) {
        throw new IllegalArgumentException("Receiver " + entry.name() + " is there twice.");
      }
      entries.put(entry.name(), entry);
    }
    List<Route> routes = new ArrayList<>();
    for (RouteEntry entry : file.routes()) {
      routes.add(route(entry, receivers.keySet(), windows, routes.size()));
    }
    List<Inhibition> inhibitions = new ArrayList<>();
    for (InhibitEntry entry : orEmpty(file.inhibit())) {
      inhibitions.add(
          new Inhibition(matcher(entry.source()), matcher(entry.target()), orEmpty(entry.equal())));
    }
    Flood flood = file.flood() == null ? new Flood(null, null) : file.flood();
    Routing routing =
        new Routing(
            receivers,
            routes,
            inhibitions,
            length("freshness", file.freshness(), "15m"),
            flood.moreThan() == null ? 10 : flood.moreThan(),
            length("flood within", flood.within(), "10m"));
    return new RoutingFile(routing, site, entries);
  }

  /** The same, with links to that gateway if it names none itself. */
  public RoutingFile withGateway(String url) {
    return site.gateway() != null
        ? this
        : new RoutingFile(
            routing,
            new Site(site.name(), site.zone(), url, site.link(), site.linkHours()),
            receivers);
  }

  Routing routing() {
    return routing;
  }

  /** What messages need to know. */
  public Site site() {
    return site;
  }

  /** Names of the receivers, in the file's order. */
  public List<String> receivers() {
    return List.copyOf(receivers.keySet());
  }

  ReceiverEntry receiver(String name) {
    return receivers.get(name);
  }

  private static Receiver receiver(ReceiverEntry entry, Map<String, Windows> windows) {
    if (entry.name() == null || entry.name().isBlank()) {
      throw new IllegalArgumentException("A receiver lacks a name.");
    }
    int ways = 0;
    for (Object way :
        new Object[] {
          entry.slack(), entry.slackWebhook(), entry.email(), entry.webhook(), entry.terminal()
        }) {
      ways += way == null ? 0 : 1;
    }
    if (ways != 1) {
      throw new IllegalArgumentException(
          "Receiver "
              + entry.name()
              + " needs exactly one of slack, slack-webhook, email, webhook and terminal.");
    }
    for (String severity : orEmpty(entry.loud())) {
      if (Severities.rank(severity) < 0) {
        throw new IllegalArgumentException(
            "Receiver " + entry.name() + ": there is no severity " + severity + ".");
      }
    }
    return new Receiver(
        entry.name(),
        entry.slack() != null,
        entry.quietHours() == null ? null : window(entry.quietHours(), windows),
        entry.loud() == null ? List.of("CRITICAL") : List.copyOf(entry.loud()));
  }

  private static Route route(
      RouteEntry entry, Set<String> receivers, Map<String, Windows> windows, int number) {
    String name = entry.name() == null ? "route-" + (number + 1) : entry.name();
    List<Step> ladder = new ArrayList<>();
    for (StepEntry step : orEmpty(entry.escalation())) {
      ladder.add(
          new Step(
              length("escalation after", step.after(), null),
              known(name, step.receivers(), receivers)));
    }
    List<Windows> muted = new ArrayList<>();
    for (String window : orEmpty(entry.mute())) {
      muted.add(window(window, windows));
    }
    return new Route(
        name,
        matcher(entry.match()),
        known(name, entry.receivers(), receivers),
        entry.goesOn() != null && entry.goesOn(),
        entry.groupBy() == null ? List.of("line", "rule") : List.copyOf(entry.groupBy()),
        length("group-wait", entry.groupWait(), "30s"),
        length("group-interval", entry.groupInterval(), "5m"),
        length("repeat-interval", entry.repeatInterval(), "4h"),
        muted,
        ladder);
  }

  private static List<String> known(String route, List<String> names, Set<String> receivers) {
    for (String name : orEmpty(names)) {
      if (!receivers.contains(name)) {
        throw new IllegalArgumentException(
            "Route " + route + " names receiver " + name + "; there are " + receivers + ".");
      }
    }
    return List.copyOf(orEmpty(names));
  }

  private static io.takt.sinks.notify.Matcher matcher(Map<String, List<String>> labels) {
    return new io.takt.sinks.notify.Matcher(labels == null ? Map.of() : Map.copyOf(labels));
  }

  private static Map<String, Windows> windows(List<WindowEntry> entries, Site site) {
    Map<String, Windows> windows = new HashMap<>();
    for (WindowEntry entry : orEmpty(entries)) {
      try {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String day : orEmpty(entry.days())) {
          days.add(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)));
        }
        windows.put(
            entry.name(),
            new Windows(
                days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days,
                LocalTime.parse(entry.from()),
                LocalTime.parse(entry.to()),
                ZoneId.of(entry.zone() == null ? zone(site) : entry.zone())));
      } catch (DateTimeException | IllegalArgumentException | NullPointerException e) {
        throw new IllegalArgumentException(
            "Window " + entry.name() + " needs days, from and to as HH:mm, and a known zone.", e);
      }
    }
    return windows;
  }

  private static String zone(Site site) {
    return site.zone() == null ? "UTC" : site.zone();
  }

  private static Windows window(String name, Map<String, Windows> windows) {
    Windows window = windows.get(name);
    if (window == null) {
      throw new IllegalArgumentException(
          "There is no window " + name + "; there are " + windows.keySet() + ".");
    }
    return window;
  }

  private static long length(String key, String text, String byDefault) {
    String value = text == null ? byDefault : text;
    Matcher matcher = LENGTH.matcher(value == null ? "" : value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          key + " is " + value + "; write for example 30s, 5m, 4h or 1d.");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> number;
      case "s" -> number * 1_000;
      case "m" -> number * 60_000;
      case "h" -> number * 3_600_000;
      default -> number * 86_400_000;
    };
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
