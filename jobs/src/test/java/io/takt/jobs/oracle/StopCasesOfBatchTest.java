package io.takt.jobs.oracle;

class StopCasesOfBatchTest extends StopCases {

  @Override
  LedgerOf ledgers() {
    return new BatchLedger();
  }
}
