/**
 * What the plant consists of: lines, machines, products, orders, reasons, causes; and the same as
 * table rows.
 */
package io.takt.ingest.simulator.master;
