package io.takt.jobs.intake;

import io.takt.jobs.timeline.Fact;
import java.time.Instant;

/** A fact as JSON, in the contract's words, for people who look at what was not booked. */
public final class FactJson {

  private final StringBuilder json = new StringBuilder(160);

  private FactJson() {}

  /** One JSON object; what is not given is left out. */
  public static String of(String asset, Fact fact) {
    FactJson writer = new FactJson();
    writer.json.append('{');
    writer.word("asset_id", asset).instant("at", fact.at()).instant("arrived_at", fact.arrivedAt());
    if (fact instanceof Fact.OfState state) {
      writer.word("state", state.word());
    } else if (fact instanceof Fact.OfCount count) {
      writer
          .word("kind", count.cumulative() ? "CUMULATIVE" : "DELTA")
          .word("unit", count.cycles() ? "CYCLE" : "PIECE")
          .figure("total", count.total())
          .figure("good", count.good())
          .figure("scrap", count.scrap())
          .figure("rework", count.rework())
          .figure("counter_max", count.counterMax())
          .word("work_order", count.order());
    } else if (fact instanceof Fact.OfAlarm alarm) {
      writer
          .word("code", alarm.code())
          .raw("active", Boolean.toString(alarm.active()))
          .word("severity", alarm.severity().name());
    } else if (fact instanceof Fact.OfOperator said) {
      writer
          .word("event_id", said.id())
          .word("kind", said.entry().name())
          .instant("span_from", said.from())
          .instant("span_to", said.to())
          .word("reason", said.reason())
          .word("work_order", said.order())
          .word("product", said.product())
          .raw("parallel", Boolean.toString(said.parallel()))
          .figure("quantity", said.quantity());
      if (!said.splitAt().isEmpty()) {
        writer.raw("split_at", instants(said));
      }
      writer.word("refers_to", said.refersTo());
    }
    writer.word("source", fact.source()).raw("sequence", Long.toString(fact.sequence()));
    return writer.json.append('}').toString();
  }

  private static String instants(Fact.OfOperator said) {
    StringBuilder list = new StringBuilder("[");
    for (long cut : said.splitAt()) {
      list.append(list.length() > 1 ? "," : "").append(quoted(Instant.ofEpochMilli(cut)));
    }
    return list.append(']').toString();
  }

  private FactJson instant(String field, long value) {
    return value == Fact.NONE ? this : raw(field, quoted(Instant.ofEpochMilli(value)));
  }

  private static String quoted(Instant instant) {
    return "\"" + instant + "\"";
  }

  private FactJson figure(String field, double value) {
    return Double.isNaN(value) ? this : raw(field, Double.toString(value));
  }

  private FactJson word(String field, String value) {
    if (value == null) {
      return this;
    }
    StringBuilder text = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return raw(field, text.append('"').toString());
  }

  private FactJson raw(String field, String value) {
    if (json.length() > 1) {
      json.append(',');
    }
    json.append('"').append(field).append("\":").append(value);
    return this;
  }
}
