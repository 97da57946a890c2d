package io.takt.jobs.oracle;

class CalendarCasesOfTimelineTest extends CalendarCases {

  @Override
  LedgerOf ledgers() {
    return new TimelineLedger();
  }
}
