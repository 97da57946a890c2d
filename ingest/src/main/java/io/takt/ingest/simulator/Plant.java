package io.takt.ingest.simulator;

import io.takt.avro.WorkOrder;
import io.takt.ingest.simulator.master.ErpOrderFile;
import io.takt.ingest.simulator.master.Layout;
import io.takt.ingest.simulator.master.LineSpec;
import io.takt.ingest.simulator.master.MasterTables;
import io.takt.ingest.simulator.master.OrderBook;
import io.takt.ingest.simulator.master.TableRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A plant: its tables, and any number of identical runs. */
public final class Plant {
  private final PlantSettings settings;
  private final List<LineSpec> lines;
  private final String erpFile;
  private final List<WorkOrder> orders;

  /** Lays out the plant of these settings; its orders go through the ERP's file format. */
  public Plant(PlantSettings settings) {
    this.settings = settings;
    this.lines = Layout.lines(settings);
    this.erpFile = ErpOrderFile.text(OrderBook.plan(settings, lines));
    this.orders = ErpOrderFile.read(erpFile);
  }

  /** Writes the file the plant's orders were read from. */
  public void writeErpFile(Path file) throws IOException {
    Files.writeString(file, erpFile, StandardCharsets.UTF_8);
  }

  public PlantSettings settings() {
    return settings;
  }

  /** The lines, in order of their number. */
  public List<LineSpec> lines() {
    return lines;
  }

  /** All rows of all table topics; tables that others refer to come first. */
  public List<TableRow> tables() {
    return MasterTables.rows(settings.start().toEpochMilli(), lines, orders);
  }

  /**
   * Begins a run over [start, end).
   *
   * @param end a whole minute after the start
   */
  public PlantRun until(Instant end) {
    if (!end.isAfter(settings.start()) || end.toEpochMilli() % 60_000 != 0) {
      throw new IllegalArgumentException(
          "end must be a whole minute after " + settings.start() + ", not " + end);
    }
    return new PlantRun(settings, lines, OrderBook.byLine(orders), end);
  }
}
