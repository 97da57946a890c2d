package io.takt.jobs.oracle;

class WorkedExamplesOfTimelineTest extends WorkedExamples {

  @Override
  LedgerOf ledgers() {
    return new TimelineLedger();
  }
}
