package io.takt.sinks.notify;

import io.takt.sinks.notify.Memory.Group;
import io.takt.sinks.notify.Memory.Member;
import io.takt.sinks.notify.Message.Kind;
import io.takt.sinks.notify.Routing.Inhibition;
import io.takt.sinks.notify.Routing.Route;
import io.takt.sinks.notify.Routing.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Decides who hears of what, when. A function of alerts, time and what it remembers; messages come
 * out. For one thread; times are epoch milliseconds of the plant's time.
 */
final class Dispatcher {

  /** A message that is only brought up to date may be so at once. */
  private static final long UPDATE_WAIT = 500;

  private static final Comparator<AlertView> ACTIVE_FIRST =
      Comparator.comparing(AlertView::isCleared)
          .thenComparing(AlertView::isUnacknowledged, Comparator.reverseOrder())
          .thenComparing(alert -> -Severities.rank(alert.severity()))
          .thenComparing(AlertView::startedAt)
          .thenComparing(AlertView::fingerprint);

  private final Routing routing;
  private final Memory memory;
  private final Mailroom mailroom;
  private final Consumer<Suppressed> suppressed;

  Dispatcher(
      Routing routing, Memory memory, Consumer<Message> messages, Consumer<Suppressed> suppressed) {
    this.routing = routing;
    this.memory = memory;
    this.suppressed = suppressed;
    this.mailroom = new Mailroom(routing, memory, messages, suppressed);
  }

  /** Takes what the topic of alerts says. */
  void accept(AlertView alert, long now) {
    AlertView before = memory.alerts.get(alert.fingerprint());
    if (alert.activeAt() == 0 && before == null) {
      // Pending, or cleared before it was active: nobody hears of it.
      return;
    }
    if (alert.isCleared() || alert.activeAt() == 0) {
      memory.alerts.remove(alert.fingerprint());
    } else {
      memory.alerts.put(alert.fingerprint(), alert);
    }
    mailroom.learn(alert);
    for (Route route : routing.routes()) {
      if (route.match().matches(alert)) {
        join(route, alert, now);
        if (!route.goesOn()) {
          break;
        }
      }
    }
    wakeInhibited(alert, now);
  }

  private void join(Route route, AlertView alert, long now) {
    String id = groupId(route, alert);
    Group group = memory.groups.get(id);
    if (group == null) {
      if (late(alert, now)) {
        mailroom.digest(route.receivers(), alert, "stale", now + route.groupWait(), now);
        return;
      }
      if (alert.isCleared()) {
        return;
      }
      group = new Group();
      group.route = route.name();
      group.key = id + "@" + alert.activeAt();
      group.wakesAt = now + route.groupWait();
      memory.groups.put(id, group);
    }
    Member member = group.members.get(alert.fingerprint());
    if (member == null) {
      if (late(alert, now)) {
        mailroom.digest(route.receivers(), alert, "stale", now + route.groupWait(), now);
        return;
      }
      if (alert.isCleared()) {
        return;
      }
      member = new Member();
      group.members.put(alert.fingerprint(), member);
      wakeForNew(group, route, now);
    } else if (member.alert.activeAt() != alert.activeAt()) {
      nextEpisode(group, route, member, now);
      wakeForNew(group, route, now);
    }
    member.alert = alert;
    if (member.told.isEmpty() && alert.isActive() && group.wakesAt == Long.MAX_VALUE) {
      wake(group, now + route.groupWait());
    }
    if (!member.told.isEmpty() && !member.told.equals(alert.state())) {
      boolean updates =
          group.told.stream().anyMatch(name -> routing.receivers().get(name).updates());
      boolean over = group.members.values().stream().allMatch(some -> some.alert.isCleared());
      long told = group.lastSent + (over ? 0 : route.groupInterval());
      wake(group, updates ? now + UPDATE_WAIT : Math.max(now + UPDATE_WAIT, told));
    }
  }

  private static void wakeForNew(Group group, Route route, long now) {
    if (group.lastSent > 0) {
      wake(group, Math.max(now + route.groupWait(), group.lastSent + route.groupInterval()));
    }
  }

  /** The alert came back before anybody was told that it had gone, or of it at all. */
  private void nextEpisode(Group group, Route route, Member member, long now) {
    if (member.told.isEmpty() && member.why.isEmpty()) {
      leftOut(group, route, member, "brief", now);
    }
    member.told = "";
    member.why = "";
  }

  private boolean late(AlertView alert, long now) {
    long newest = alert.isCleared() ? alert.since() : alert.activeAt();
    return newest < now - routing.freshness();
  }

  private static void wake(Group group, long at) {
    group.wakesAt = Math.min(group.wakesAt, at);
  }

  /** What this alert hid may be told once it is over. */
  private void wakeInhibited(AlertView alert, long now) {
    for (Inhibition inhibition : routing.inhibitions()) {
      if (inhibition.source().matches(alert) && !alert.isActive()) {
        for (Group group : memory.groups.values()) {
          if (group.members.values().stream().anyMatch(member -> member.why.equals("inhibited"))) {
            wake(group, now + route(group).groupWait());
          }
        }
      }
    }
  }

  /** When to call {@link #advance}; Long.MAX_VALUE: when something comes. */
  long nextDue() {
    long due = mailroom.nextDue();
    for (Group group : memory.groups.values()) {
      due = Math.min(due, group.wakesAt);
    }
    return due;
  }

  /** Does what is due. */
  void advance(long now) {
    forgetRoutesThatAreNoMore();
    for (String id : List.copyOf(memory.groups.keySet())) {
      Group group = memory.groups.get(id);
      if (group.wakesAt <= now) {
        flush(group, now);
        if (group.members.isEmpty()) {
          memory.groups.remove(id);
        }
      }
    }
    mailroom.advance(now);
  }

  private void forgetRoutesThatAreNoMore() {
    Set<String> routes = new TreeSet<>();
    routing.routes().forEach(route -> routes.add(route.name()));
    memory.groups.values().removeIf(group -> !routes.contains(group.route));
    memory.inboxes.keySet().retainAll(routing.receivers().keySet());
    memory.groups.values().forEach(group -> group.told.retainAll(routing.receivers().keySet()));
  }

  private Route route(Group group) {
    for (Route route : routing.routes()) {
      if (route.name().equals(group.route)) {
        return route;
      }
    }
    throw new IllegalStateException("no route " + group.route);
  }

  private void flush(Group group, long now) {
    Route route = route(group);
    group.wakesAt = Long.MAX_VALUE;
    long mutedUntil = mutedUntil(route, now);
    List<AlertView> shown = new ArrayList<>();
    boolean calls = false;
    boolean changed = false;
    for (Member member : List.copyOf(group.members.values())) {
      AlertView alert = member.alert;
      if (alert.isActive()) {
        String why = mutedUntil > 0 ? "muted" : inhibited(alert) ? "inhibited" : "";
        if (!why.isEmpty()) {
          leftOut(group, route, member, why, now);
          continue;
        }
        member.why = "";
        shown.add(alert);
        calls |= member.told.isEmpty();
        changed |= !member.told.equals(alert.state());
      } else if (!member.told.isEmpty()) {
        shown.add(alert);
        changed |= !member.told.equals(alert.state());
        calls |= alert.isCleared() && mutedUntil == 0;
      } else {
        leftOut(group, route, member, whyHidden(alert), now);
      }
    }
    shown.sort(ACTIVE_FIRST);
    if (mutedUntil > 0) {
      wake(group, mutedUntil);
    }
    if (changed && !shown.isEmpty()) {
      tell(group, route, shown, calls, now);
    } else {
      repeat(group, route, shown, now);
    }
    escalate(group, route, shown, now);
    for (Member member : group.members.values()) {
      if (shown.contains(member.alert)) {
        member.told = member.alert.state();
      }
    }
    group.members.values().removeIf(member -> member.alert.isCleared());
    sleep(group, route, shown);
  }

  private static String whyHidden(AlertView alert) {
    return switch (alert.state()) {
      case "SHELVED" -> "shelved";
      case "SUPPRESSED" -> "suppressed";
      default -> "brief";
    };
  }

  private void leftOut(Group group, Route route, Member member, String why, long now) {
    if (!member.why.equals(why)) {
      member.why = why;
      for (String receiver : route.receivers()) {
        suppressed.accept(new Suppressed(receiver, group.key, why, member.alert, now));
      }
    }
  }

  private long mutedUntil(Route route, long now) {
    long until = 0;
    for (Windows window : route.muted()) {
      until = Math.max(until, window.endOf(now));
    }
    return until;
  }

  private boolean inhibited(AlertView target) {
    for (Inhibition inhibition : routing.inhibitions()) {
      if (!inhibition.target().matches(target)) {
        continue;
      }
      for (AlertView source : memory.alerts.values()) {
        if (source.isActive()
            && !source.fingerprint().equals(target.fingerprint())
            && inhibition.source().matches(source)
            && inhibition.equal().stream()
                .allMatch(label -> source.label(label).equals(target.label(label)))) {
          return true;
        }
      }
    }
    return false;
  }

  private void tell(Group group, Route route, List<AlertView> shown, boolean calls, long now) {
    Set<String> receivers = new TreeSet<>(route.receivers());
    receivers.addAll(group.told);
    for (String receiver : receivers) {
      boolean updates = routing.receivers().get(receiver).updates();
      if (calls || updates) {
        mailroom.offer(
            new Message(receiver, group.key, Kind.ALERT, !calls, group.repeats, "", shown, 0, now),
            now);
        group.told.add(receiver);
      }
    }
    if (calls) {
      group.lastSent = now;
    }
    if (group.firstTold == 0) {
      group.firstTold = now;
    }
  }

  private void repeat(Group group, Route route, List<AlertView> shown, long now) {
    boolean unseen = shown.stream().anyMatch(AlertView::isUnacknowledged);
    if (group.lastSent == 0 || !unseen || now < group.lastSent + route.repeatInterval()) {
      return;
    }
    group.repeats++;
    group.lastSent = now;
    for (String receiver : route.receivers()) {
      mailroom.offer(
          new Message(receiver, group.key, Kind.REPEAT, false, group.repeats, "", shown, 0, now),
          now);
    }
  }

  private void escalate(Group group, Route route, List<AlertView> shown, long now) {
    List<AlertView> unseen = shown.stream().filter(AlertView::isUnacknowledged).toList();
    while (!unseen.isEmpty()
        && group.firstTold > 0
        && group.escalated < route.ladder().size()
        && now >= group.firstTold + route.ladder().get(group.escalated).after()) {
      Step step = route.ladder().get(group.escalated++);
      for (String receiver : step.receivers()) {
        mailroom.offer(
            new Message(
                receiver,
                group.key,
                Kind.ESCALATION,
                false,
                group.escalated,
                "nobody has acknowledged",
                unseen,
                0,
                now),
            now);
        group.told.add(receiver);
      }
    }
  }

  private void sleep(Group group, Route route, List<AlertView> shown) {
    if (shown.stream().anyMatch(AlertView::isUnacknowledged) && group.lastSent > 0) {
      wake(group, group.lastSent + route.repeatInterval());
      if (group.escalated < route.ladder().size()) {
        wake(group, group.firstTold + route.ladder().get(group.escalated).after());
      }
    }
  }

  private static String groupId(Route route, AlertView alert) {
    StringBuilder id = new StringBuilder(route.name());
    for (String label : route.groupBy()) {
      id.append('/').append(alert.label(label));
    }
    return id.toString();
  }
}
