package io.takt.jobs.downtime.cause;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.downtime.cause.StopCase.AlarmSeen;
import io.takt.jobs.downtime.cause.StopCase.Context;
import io.takt.jobs.downtime.cause.StopCase.Deviation;
import io.takt.jobs.downtime.cause.StopCase.Neighbour;
import java.util.ArrayList;
import java.util.List;

/**
 * A stop in the words the model counts: {@code feature=value}. A feature that begins with {@code +}
 * may have several values, and what counts is whether one is there.
 */
final class Tokens {
  private static final long MINUTE = 60_000;

  private Tokens() {}

  static List<String> of(StopCase stop, FirstOut.Found firstOut) {
    List<String> tokens = new ArrayList<>();
    tokens.add("state=" + stop.state());
    tokens.add("first-out=" + (firstOut.code() == null ? "none" : firstOut.code()));
    for (AlarmSeen alarm : stop.alarms()) {
      tokens.add("+alarm=" + alarm.code());
      if (alarm.chatters()) {
        tokens.add("+chatter=" + alarm.code());
      }
    }
    List<String> signals = new ArrayList<>();
    for (Deviation deviation : stop.deviations()) {
      String signal = deviation.signal() + " " + deviation.direction();
      if (!signals.contains(signal)) {
        signals.add(signal);
        tokens.add("+signal=" + signal);
      }
    }
    tokens.add("signal=" + (signals.isEmpty() ? "none" : signals.get(0)));
    if (stop.context() != Context.NONE) {
      tokens.add("context=" + stop.context());
    }
    if (stop.before() != null) {
      tokens.add("before=" + stop.before());
    }
    if (stop.ranFor() != NONE) {
      tokens.add("ran=" + ran(stop.ranFor() / MINUTE));
    }
    tokens.add("minor-stops=" + Math.min(4, stop.minorStops()));
    if (stop.product() != null) {
      tokens.add("product=" + stop.product());
    }
    if (stop.shift() != null) {
      tokens.add("shift=" + stop.shift());
    }
    if (stop.orderSince() != NONE) {
      tokens.add("order-for=" + orderFor((stop.start() - stop.orderSince()) / MINUTE));
    }
    for (Neighbour neighbour : stop.neighbours()) {
      tokens.add((neighbour.upstream() ? "upstream=" : "downstream=") + neighbour.state());
    }
    if (stop.end() != NONE) {
      tokens.add("lasted=" + lasted((stop.end() - stop.start()) / MINUTE));
    }
    return tokens;
  }

  private static String ran(long minutes) {
    return minutes < 2 ? "<2" : minutes < 15 ? "<15" : minutes < 60 ? "<60" : "60+";
  }

  private static String orderFor(long minutes) {
    return minutes < 15 ? "<15" : minutes < 60 ? "<60" : "60+";
  }

  private static String lasted(long minutes) {
    if (minutes < 1) {
      return "<1";
    }
    if (minutes < 5) {
      return "<5";
    }
    if (minutes < 10) {
      return "<10";
    }
    if (minutes < 15) {
      return "<15";
    }
    if (minutes < 25) {
      return "<25";
    }
    return minutes < 45 ? "<45" : "45+";
  }

  /** The feature of a token. */
  static String feature(String token) {
    return token.substring(0, token.indexOf('='));
  }

  /** Whether a feature may have several values at once. */
  static boolean severalValues(String feature) {
    return feature.charAt(0) == '+';
  }

  /** How much a feature counts: what surrounds a stop says less than what the machine shows. */
  static double weight(String feature) {
    return switch (feature) {
      case "state", "first-out", "signal", "+alarm", "+chatter", "+signal", "context" -> 1;
      default -> 0.4;
    };
  }

  /** For people. */
  static String words(String token) {
    int at = token.indexOf('=');
    String feature = token.substring(Tokens.severalValues(token) ? 1 : 0, at).replace('-', ' ');
    return feature + " " + token.substring(at + 1);
  }
}
