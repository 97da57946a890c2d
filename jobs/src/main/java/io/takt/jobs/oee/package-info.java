/**
 * The oee job: facts, tables and the plant's clock in, the ledger, stops and the live row out.
 *
 * <p>All decisions are {@link io.takt.jobs.timeline.Timeline}'s; what is here keeps its state,
 * wakes it when time alone is due, and carries what it says.
 *
 * <p><b>Limits.</b> A calendar or reason that changes restates what lies within the correction
 * horizon, not what was pruned. Revisions take the wall clock: a clock set back by more than the
 * time since the last checkpoint, across a restart, lets rows of before win until it has caught up.
 * An asset whose description is deleted is forgotten at once; its rows stay.
 */
package io.takt.jobs.oee;
