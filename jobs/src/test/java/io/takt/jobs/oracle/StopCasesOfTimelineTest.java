package io.takt.jobs.oracle;

class StopCasesOfTimelineTest extends StopCases {

  @Override
  LedgerOf ledgers() {
    return new TimelineLedger();
  }
}
