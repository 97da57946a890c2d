package io.takt.ingest.simulator.master;

/** An order as the floor runs it, read from the ERP's row. */
public record PlannedOrder(String number, Product product, int quantity, boolean excludedFromOee) {}
