package io.takt.ingest.replay;

import io.takt.avro.AlarmReason;
import io.takt.avro.Asset;
import io.takt.avro.CounterSettings;
import io.takt.avro.ProductRate;
import io.takt.avro.RateVersion;
import io.takt.avro.Reason;
import io.takt.avro.ReasonCategory;
import io.takt.avro.ReasonVersion;
import io.takt.avro.Signal;
import io.takt.avro.WorkOrder;
import io.takt.schemas.TopicCatalogue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The table rows that the facts of a replay need, from the mapping and from what the files hold.
 */
final class TableRows {

  private static final String ALL = "*";

  private final String file;
  private final Mapping mapping;
  private final Scan scan;
  private final ZoneId zone;
  private final Instant bookedFrom;
  private final Map<String, String> idByValue = new TreeMap<>();

  /**
   * @param file the mapping file's name, for messages
   * @param zone of what names none
   * @param bookedFrom from when on every second of the assets is booked
   */
  TableRows(String file, Mapping mapping, Scan scan, ZoneId zone, Instant bookedFrom) {
    this.file = file;
    this.mapping = mapping;
    this.scan = scan;
    this.zone = zone;
    this.bookedFrom = bookedFrom;
    scan.assets().forEach((id, seen) -> idByValue.put(seen.value(), id));
  }

  /**
   * Calendars, reasons, alarm reasons, assets, signals, rates and orders, in this order: what is
   * named comes before what names it.
   *
   * @throws MappingException when the mapping contradicts itself
   */
  List<TableRow> rows() {
    List<TableRow> rows = new ArrayList<>();
    rows.addAll(
        new CalendarRows(file, zone, value -> assetId("calendars", value))
            .rows(mapping.calendars()));
    reasons(rows);
    alarmReasons(rows);
    assets(rows);
    scan.signalsByAsset().forEach((asset, signals) -> signals(rows, asset, signals));
    rates(rows);
    scan.productByOrder()
        .forEach(
            (order, product) ->
                rows.add(
                    TableRow.of(
                        TopicCatalogue.WORK_ORDERS,
                        WorkOrder.newBuilder().setWorkOrder(order).setProduct(product).build())));
    return rows;
  }

  private String assetId(String place, String value) {
    String id = idByValue.get(value);
    if (id == null) {
      throw MappingException.at(
          file,
          place,
          "the asset '"
              + value
              + "' is in no row; write it as the files do, they hold "
              + String.join(", ", idByValue.keySet())
              + ".");
    }
    return id;
  }

  private void assets(List<TableRow> rows) {
    for (String value : mapping.assets().keySet()) {
      if (!value.equals(ALL)) {
        assetId("assets." + value, value);
      }
    }
    Mapping.AssetRule all = mapping.assets().get(ALL);
    scan.assets()
        .forEach(
            (id, seen) -> {
              Mapping.AssetRule own = mapping.assets().get(seen.value());
              if (own == null && all == null) {
                throw MappingException.at(
                    file,
                    "assets",
                    "the asset '"
                        + seen.value()
                        + "' has no entry; add one, or one under \"*\" for every asset.");
              }
              String place = "assets." + (own == null ? ALL : seen.value());
              rows.add(TableRow.of(TopicCatalogue.ASSETS, asset(place, id, seen, own, all)));
            });
  }

  private Asset asset(
      String place, String id, Scan.SeenAsset seen, Mapping.AssetRule own, Mapping.AssetRule all) {
    String calendar = first(own, all, Mapping.AssetRule::calendar, null);
    if (calendar == null || !mapping.calendars().containsKey(calendar)) {
      throw MappingException.at(
          file,
          place + ".calendar",
          (calendar == null ? "the key is missing" : "there is no calendar '" + calendar + "'")
              + "; name one of those under calendars: "
              + String.join(", ", mapping.calendars().keySet())
              + ".");
    }
    String noData = first(own, all, Mapping.AssetRule::noDataAfter, "15 min");
    Double pieces = first(own, all, Mapping.AssetRule::piecesPerCycle, 1.0);
    RowRuleCheck.positive(file, place + ".pieces-per-cycle", pieces);
    return Asset.newBuilder()
        .setAssetId(id)
        .setName(first(own, all, Mapping.AssetRule::name, seen.value()))
        .setEnterprise(first(own, all, Mapping.AssetRule::enterprise, ""))
        .setSite(first(own, all, Mapping.AssetRule::site, ""))
        .setArea(first(own, all, Mapping.AssetRule::area, ""))
        .setLine(first(own, all, Mapping.AssetRule::line, ""))
        .setLinePosition(first(own, all, Mapping.AssetRule::linePosition, null))
        .setLineExit(first(own, all, Mapping.AssetRule::lineExit, false))
        .setAssetClass(first(own, all, Mapping.AssetRule::assetClass, ""))
        .setZone(
            Zones.read(file, place + ".zone", first(own, all, Mapping.AssetRule::zone, null), zone)
                .getId())
        .setCalendar(calendar)
        .setBookedFrom(bookedFrom)
        .setMinorStopBelowMs(
            millis(
                place + ".minor-stop-below",
                first(own, all, Mapping.AssetRule::minorStopBelow, "5 min")))
        .setNoDataAfterMs(noData.equals("never") ? null : millis(place + ".no-data-after", noData))
        .setMinRunMs(millis(place + ".min-run", first(own, all, Mapping.AssetRule::minRun, "0 s")))
        .setPiecesPerCycle(pieces)
        .setCounter(counter(place + ".counter", first(own, all, Mapping.AssetRule::counter, null)))
        .setStateMap(new TreeMap<>(seen.stateMap()))
        .build();
  }

  private CounterSettings counter(String place, Mapping.CounterRule rule) {
    if (rule == null) {
      return CounterSettings.newBuilder().build();
    }
    RowRuleCheck.positive(file, place + ".max", rule.max());
    RowRuleCheck.positive(file, place + ".jitter", rule.jitter());
    RowRuleCheck.positive(file, place + ".max-per-second", rule.maxPerSecond());
    return CounterSettings.newBuilder()
        .setMax(rule.max())
        .setIncludesZero(rule.includesZero() == null || rule.includesZero())
        .setJitter(rule.jitter() == null ? 0 : rule.jitter())
        .setMaxPerSecond(rule.maxPerSecond())
        .build();
  }

  private static <T> T first(
      Mapping.AssetRule own,
      Mapping.AssetRule all,
      Function<Mapping.AssetRule, T> value,
      T otherwise) {
    T ours = own == null ? null : value.apply(own);
    T everyones = all == null ? null : value.apply(all);
    if (ours != null) {
      return ours;
    }
    return everyones == null ? otherwise : everyones;
  }

  private long millis(String place, String text) {
    try {
      return Math.round(Spans.millis(text));
    } catch (IllegalArgumentException e) {
      throw MappingException.at(file, place, e.getMessage());
    }
  }

  private static void signals(
      List<TableRow> rows, String asset, Map<String, Mapping.SignalRule> signals) {
    signals.forEach(
        (name, rule) ->
            rows.add(
                TableRow.of(
                    TopicCatalogue.SIGNALS,
                    Signal.newBuilder()
                        .setAssetId(asset)
                        .setSignal(name)
                        .setUnit(rule.unit() == null ? "1" : rule.unit())
                        .setLowerSpecification(rule.lower())
                        .setUpperSpecification(rule.upper())
                        .build())));
  }

  private void reasons(List<TableRow> rows) {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < mapping.reasons().size(); i++) {
      Mapping.ReasonRule rule = mapping.reasons().get(i);
      String place = "reasons[" + i + "]";
      if (rule == null || rule.reason() == null || !codes.add(rule.reason())) {
        throw MappingException.at(file, place, "'reason' must be a code that no other entry has.");
      }
      rows.add(
          TableRow.of(
              TopicCatalogue.REASONS,
              Reason.newBuilder()
                  .setReason(rule.reason())
                  .setParent(rule.parent())
                  .setText(rule.text())
                  .setVersions(versions(place, rule))
                  .build()));
    }
  }

  private List<ReasonVersion> versions(String place, Mapping.ReasonRule rule) {
    if (!rule.versions().isEmpty() && rule.category() != null) {
      throw MappingException.at(
          file, place, "write 'category', or 'versions' with dates, one of the two.");
    }
    List<ReasonVersion> versions = new ArrayList<>();
    if (rule.versions().isEmpty()) {
      versions.add(new ReasonVersion(null, category(place + ".category", rule.category())));
    }
    for (Mapping.ReasonVersionRule version : rule.versions()) {
      versions.add(
          new ReasonVersion(
              version.validFrom() == null
                  ? null
                  : PointInTime.read(file, place + ".versions", version.validFrom(), zone),
              category(place + ".versions.category", version.category())));
    }
    return versions;
  }

  private ReasonCategory category(String place, String word) {
    return RowRuleCheck.oneOf(
        ReasonCategory.class, ReasonCategory.UNPLANNED_STOP, file, place, word);
  }

  private void alarmReasons(List<TableRow> rows) {
    for (int i = 0; i < mapping.alarmReasons().size(); i++) {
      Mapping.AlarmReasonRule rule = mapping.alarmReasons().get(i);
      if (rule == null || rule.code() == null || rule.reason() == null) {
        throw MappingException.at(
            file, "alarm-reasons[" + i + "]", "it needs the keys 'code' and 'reason'.");
      }
      String assetClass = rule.assetClass() == null ? "" : rule.assetClass();
      rows.add(
          TableRow.of(
              TopicCatalogue.ALARM_MAP, new AlarmReason(assetClass, rule.code(), rule.reason())));
    }
  }

  private void rates(List<TableRow> rows) {
    Map<String, Set<String>> pairs = new TreeMap<>();
    scan.productsByAsset().forEach((asset, products) -> pairs.put(asset, new TreeSet<>(products)));
    for (int i = 0; i < mapping.idealTimes().size(); i++) {
      Mapping.IdealTimeRule rule = mapping.idealTimes().get(i);
      String place = "ideal-times[" + i + "]";
      seconds(place, rule);
      if (!all(rule.asset())) {
        String id = assetId(place + ".asset", rule.asset());
        if (!all(rule.product())) {
          pairs.computeIfAbsent(id, asset -> new TreeSet<>()).add(rule.product());
        }
      }
    }
    pairs.forEach(
        (asset, products) ->
            products.forEach(
                product -> {
                  List<RateVersion> versions = rateVersions(asset, product);
                  if (!versions.isEmpty()) {
                    rows.add(
                        TableRow.of(
                            TopicCatalogue.PRODUCT_RATES,
                            new ProductRate(asset, product, versions)));
                  }
                }));
  }

  /** The entries that speak of this pair most closely; those with a date are its versions. */
  private List<RateVersion> rateVersions(String asset, String product) {
    int closest = -1;
    List<RateVersion> versions = new ArrayList<>();
    for (int i = 0; i < mapping.idealTimes().size(); i++) {
      Mapping.IdealTimeRule rule = mapping.idealTimes().get(i);
      int closeness = closeness(rule, asset, product);
      if (closeness < 0 || closeness < closest) {
        continue;
      }
      if (closeness > closest) {
        versions.clear();
        closest = closeness;
      }
      String place = "ideal-times[" + i + "]";
      Instant validFrom =
          rule.validFrom() == null
              ? null
              : PointInTime.read(file, place + ".valid-from", rule.validFrom(), zone);
      for (RateVersion other : versions) {
        if (Objects.equals(other.getValidFrom(), validFrom)) {
          throw MappingException.at(
              file,
              place,
              "it gives the product '"
                  + product
                  + "' on the asset '"
                  + asset
                  + "' a second ideal time for the same date; write one, or another 'valid-from'.");
        }
      }
      versions.add(new RateVersion(validFrom, seconds(place, rule)));
    }
    versions.sort(
        Comparator.comparing(
            RateVersion::getValidFrom, Comparator.nullsFirst(Comparator.naturalOrder())));
    return versions;
  }

  /** 3: asset and product, 2: product, 1: asset, 0: everything, -1: another pair. */
  private int closeness(Mapping.IdealTimeRule rule, String asset, String product) {
    boolean anyAsset = all(rule.asset());
    boolean anyProduct = all(rule.product());
    boolean thisAsset = anyAsset || scan.assets().get(asset).value().equals(rule.asset());
    boolean thisProduct = anyProduct || product.equals(rule.product());
    if (!thisAsset || !thisProduct) {
      return -1;
    }
    return (anyProduct ? 0 : 2) + (anyAsset ? 0 : 1);
  }

  private static boolean all(String value) {
    return value == null || value.equals(ALL);
  }

  private double seconds(String place, Mapping.IdealTimeRule rule) {
    if (rule == null || (rule.perUnit() == null) == (rule.unitsPerHour() == null)) {
      throw MappingException.at(
          file, place, "write 'per-unit' such as '20 s', or 'units-per-hour', one of the two.");
    }
    RowRuleCheck.positive(file, place + ".units-per-hour", rule.unitsPerHour());
    if (rule.unitsPerHour() != null) {
      return 3600 / rule.unitsPerHour();
    }
    try {
      double seconds = Spans.millis(rule.perUnit()) / 1000;
      RowRuleCheck.positive(file, place + ".per-unit", seconds);
      return seconds;
    } catch (IllegalArgumentException e) {
      throw MappingException.at(file, place + ".per-unit", e.getMessage());
    }
  }
}
