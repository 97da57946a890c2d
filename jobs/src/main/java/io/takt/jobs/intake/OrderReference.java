package io.takt.jobs.intake;

/**
 * An asset's word that an order runs there.
 *
 * @param at time of the word
 * @param arrivedAt when it arrived
 */
public record OrderReference(String order, String asset, long at, long arrivedAt) {}
