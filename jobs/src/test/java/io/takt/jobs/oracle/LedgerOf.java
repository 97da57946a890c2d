package io.takt.jobs.oracle;

/** One way to compute a ledger. */
@FunctionalInterface
interface LedgerOf {

  Ledger of(Scenario scenario);
}
