package io.takt.jobs.oee;

import io.takt.jobs.intake.FactTopic;

/** Where a fact lies that is held until somebody describes its asset. */
record HeldFact(FactTopic topic, int partition, long offset, long arrivedAt) {}
