package io.takt.sinks.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the notifier remembers, as it is kept in the database. Times are epoch milliseconds. */
final class Memory {

  /** Alerts that are not cleared, by fingerprint. */
  public Map<String, AlertView> alerts = new TreeMap<>();

  /** Open incidents, by route and labels. */
  public Map<String, Group> groups = new TreeMap<>();

  /** By receiver. */
  public Map<String, Inbox> inboxes = new TreeMap<>();

  /** Alerts of one route that are told together. */
  static final class Group {
    public String route;

    /** With the first alert's time, so that the next incident is another message. */
    public String key;

    public Map<String, Member> members = new TreeMap<>();

    /** When to look at it; Long.MAX_VALUE: when something changes. */
    public long wakesAt = Long.MAX_VALUE;

    public long lastSent;
    public long firstTold;
    public int repeats;
    public int escalated;

    /** Receivers that were told. */
    public TreeSet<String> told = new TreeSet<>();
  }

  /** An alert in a group. */
  static final class Member {
    public AlertView alert;

    /** State that was told last; empty: nothing was. */
    public String told = "";

    /** Why it was not told last; each reason is counted once. */
    public String why = "";
  }

  /** What is on its way to one receiver. */
  static final class Inbox {
    /** When calling messages of the last minutes were decided. */
    public List<Long> sent = new ArrayList<>();

    /** Held for a digest, by fingerprint. */
    public Map<String, AlertView> held = new TreeMap<>();

    public String why = "";
    public long digestAt = Long.MAX_VALUE;
    public long lastFlood = Long.MIN_VALUE / 2;
  }
}
