package io.takt.jobs.oracle;

class CountCasesOfTimelineTest extends CountCases {

  @Override
  LedgerOf ledgers() {
    return new TimelineLedger();
  }
}
