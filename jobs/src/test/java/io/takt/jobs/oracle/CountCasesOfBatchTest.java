package io.takt.jobs.oracle;

class CountCasesOfBatchTest extends CountCases {

  @Override
  LedgerOf ledgers() {
    return new BatchLedger();
  }
}
