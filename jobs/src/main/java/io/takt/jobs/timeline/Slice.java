package io.takt.jobs.timeline;

/**
 * One booked stretch of time within a minute. All quantities are additive.
 *
 * @param duration booked milliseconds: end − start, or this order's share of it
 * @param extra ran although no production was planned
 * @param shiftStart start of the shift instance; {@link Fact#NONE}: none covers it
 * @param businessDay production day, in days since 1970-01-01
 * @param ideal ideal time of what was made, in milliseconds
 * @param unrated parts whose ideal time is not known
 * @param unseen parts made while nothing was seen
 * @param provisional time alone may still change it
 */
public record Slice(
    long start,
    long end,
    long duration,
    MachineState state,
    LossCategory category,
    boolean extra,
    String reason,
    String order,
    String product,
    String shift,
    long shiftStart,
    int businessDay,
    double ideal,
    double unrated,
    double unseen,
    double total,
    double good,
    double scrap,
    double rework,
    boolean provisional) {}
