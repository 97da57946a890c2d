package io.takt.sinks.notify;

import io.takt.sinks.notify.Memory.Inbox;
import io.takt.sinks.notify.Message.Kind;
import io.takt.sinks.notify.Routing.Receiver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Protects receivers: quiet hours, floods and what is no longer fresh become digests. */
final class Mailroom {

  /** A summary of a flood waits for what comes along. */
  private static final long FLOOD_WAIT = 30_000;

  /** Alerts that a digest lists; the others are counted. */
  static final int LISTED = 20;

  private final Routing routing;
  private final Memory memory;
  private final Consumer<Message> messages;
  private final Consumer<Suppressed> suppressed;

  Mailroom(
      Routing routing, Memory memory, Consumer<Message> messages, Consumer<Suppressed> suppressed) {
    this.routing = routing;
    this.memory = memory;
    this.messages = messages;
    this.suppressed = suppressed;
  }

  private Inbox inbox(String receiver) {
    return memory.inboxes.computeIfAbsent(receiver, name -> new Inbox());
  }

  /** A message that goes out now, or is held for a digest. */
  void offer(Message message, long now) {
    Inbox inbox = inbox(message.receiver());
    if (message.quiet()) {
      messages.accept(message);
      return;
    }
    Receiver receiver = routing.receivers().get(message.receiver());
    long quietUntil = receiver.quiet() == null ? 0 : receiver.quiet().endOf(now);
    boolean loud = message.alerts().stream().anyMatch(a -> receiver.loud().contains(a.severity()));
    if (quietUntil > 0 && !loud) {
      hold(inbox, message, "quiet-hours", quietUntil, now);
      return;
    }
    inbox.sent.removeIf(at -> at <= now - routing.floodWithin());
    if (inbox.sent.size() >= routing.floodOver()) {
      long at = Math.max(now + FLOOD_WAIT, inbox.lastFlood + routing.floodWithin());
      hold(inbox, message, "flood", at, now);
      return;
    }
    inbox.sent.add(now);
    messages.accept(message);
  }

  private void hold(Inbox inbox, Message message, String why, long until, long now) {
    for (AlertView alert : message.alerts()) {
      inbox.held.put(alert.fingerprint(), alert);
      suppressed.accept(new Suppressed(message.receiver(), message.groupKey(), why, alert, now));
    }
    schedule(inbox, why, until);
  }

  private static void schedule(Inbox inbox, String why, long at) {
    if (inbox.digestAt == Long.MAX_VALUE) {
      inbox.digestAt = at;
      inbox.why = why;
    } else if (!inbox.why.equals(why)) {
      // What is held for two reasons is told once, when both are over.
      inbox.digestAt = Math.max(inbox.digestAt, at);
    }
  }

  /** Tells of an alert in the next digest alone. */
  void digest(List<String> receivers, AlertView alert, String why, long at, long now) {
    for (String receiver : receivers) {
      Inbox inbox = inbox(receiver);
      inbox.held.put(alert.fingerprint(), alert);
      suppressed.accept(new Suppressed(receiver, "digest/" + receiver, why, alert, now));
      schedule(inbox, why, at);
    }
  }

  /** What is held is told as it is when it is told. */
  void learn(AlertView alert) {
    for (Inbox inbox : memory.inboxes.values()) {
      inbox.held.replace(alert.fingerprint(), alert);
    }
  }

  long nextDue() {
    long due = Long.MAX_VALUE;
    for (Inbox inbox : memory.inboxes.values()) {
      due = Math.min(due, inbox.digestAt);
    }
    return due;
  }

  void advance(long now) {
    for (Map.Entry<String, Inbox> entry : memory.inboxes.entrySet()) {
      Inbox inbox = entry.getValue();
      if (inbox.digestAt > now) {
        continue;
      }
      Receiver receiver = routing.receivers().get(entry.getKey());
      long quietUntil = receiver.quiet() == null ? 0 : receiver.quiet().endOf(now);
      if (quietUntil > 0) {
        inbox.digestAt = quietUntil;
        continue;
      }
      send(entry.getKey(), inbox, now);
    }
  }

  private void send(String receiver, Inbox inbox, long now) {
    List<AlertView> held = new ArrayList<>();
    for (AlertView alert : inbox.held.values()) {
      held.add(memory.alerts.getOrDefault(alert.fingerprint(), alert));
    }
    held.sort(
        Comparator.comparing(AlertView::isCleared)
            .thenComparing(alert -> -Severities.rank(alert.severity()))
            .thenComparing(AlertView::startedAt));
    List<AlertView> listed = held.subList(0, Math.min(LISTED, held.size()));
    Kind kind = inbox.why.equals("flood") ? Kind.FLOOD : Kind.DIGEST;
    messages.accept(
        new Message(
            receiver,
            "digest/" + receiver + "@" + inbox.digestAt,
            kind,
            false,
            0,
            inbox.why,
            List.copyOf(listed),
            held.size() - listed.size(),
            now));
    if (kind == Kind.FLOOD) {
      inbox.lastFlood = now;
    }
    inbox.held.clear();
    inbox.digestAt = Long.MAX_VALUE;
    inbox.why = "";
  }
}
