package io.takt.jobs.timeline;

/**
 * What booking needs to know of an order.
 *
 * @param product product made; null: unknown
 * @param excluded trial or development: its time is not scheduled production
 */
public record WorkOrderInfo(String order, String product, boolean excluded) {}
