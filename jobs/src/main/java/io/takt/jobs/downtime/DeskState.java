package io.takt.jobs.downtime;

/**
 * What a site's desk keeps besides tallies and stops. Immutable.
 *
 * @param sharpness how much the model's scores are trusted
 * @param revision of what was said last
 * @param newest start of the newest stop
 * @param forgotAt what {@code newest} was when old stops were last let go of
 */
public record DeskState(double sharpness, long revision, long newest, long forgotAt) {}
