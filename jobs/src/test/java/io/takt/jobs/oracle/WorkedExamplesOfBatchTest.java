package io.takt.jobs.oracle;

class WorkedExamplesOfBatchTest extends WorkedExamples {

  @Override
  LedgerOf ledgers() {
    return new BatchLedger();
  }
}
