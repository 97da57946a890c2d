/**
 * A second opinion on the ledger: a batch computation that is slow, plain and shares nothing with
 * the timeline but its records, and the scenarios, hard cases and properties that both have to
 * meet.
 */
package io.takt.jobs.oracle;
