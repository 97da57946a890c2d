package io.takt.jobs.oracle;

class CalendarCasesOfBatchTest extends CalendarCases {

  @Override
  LedgerOf ledgers() {
    return new BatchLedger();
  }
}
