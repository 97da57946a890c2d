/**
 * The alerts job: rules over the streams, and the life of each alert.
 *
 * <p>Conditions are watched by asset, in parallel; what changes of them goes to one book of alerts,
 * which knows all of them and so can say that one hides others. All times are the plant's; an
 * alert's times follow from its facts and its rule, never from when they were looked at.
 *
 * <p>Limits: one task keeps the book. An alert that was raised between the last checkpoint and a
 * crash, and whose facts are told otherwise after it, stays in the history. Orders are broadcast:
 * each task holds all that are open.
 */
package io.takt.jobs.alert;
