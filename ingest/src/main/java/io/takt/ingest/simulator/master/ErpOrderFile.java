package io.takt.ingest.simulator.master;

import io.takt.avro.WorkOrder;
import io.takt.avro.WorkOrderStatus;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * The ERP's export of orders: CSV, UTF-8, semicolons, a header line, instants in ISO 8601, one row
 * an operation.
 *
 * <p>Columns: order, operation, work_centre, product, quantity, planned_start, planned_end, due,
 * status, order_type (PP01 production, TR01 trial), version.
 */
public final class ErpOrderFile {
  private static final String[] HEADER = {
    "order",
    "operation",
    "work_centre",
    "product",
    "quantity",
    "planned_start",
    "planned_end",
    "due",
    "status",
    "order_type",
    "version"
  };
  private static final String TRIAL = "TR01";
  private static final String PRODUCTION = "PP01";
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setDelimiter(';')
          .setHeader(HEADER)
          .setSkipHeaderRecord(true)
          .setRecordSeparator("\n")
          .get();
  private static final CSVFormat WRITTEN = FORMAT.builder().setSkipHeaderRecord(false).get();

  private ErpOrderFile() {}

  /** The orders as the file's text. */
  public static String text(List<WorkOrder> orders) {
    StringWriter text = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(text, WRITTEN)) {
      for (WorkOrder order : orders) {
        printer.printRecord(
            order.getWorkOrder(),
            order.getOperation(),
            order.getWorkCentre(),
            order.getProduct(),
            order.getQuantity(),
            order.getPlannedStart(),
            order.getPlannedEnd(),
            order.getDue(),
            order.getStatus(),
            order.getExcludedFromOee() ? TRIAL : PRODUCTION,
            order.getSourceVersion());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Reads a file; a row that cannot be read is an error that names its line and column. */
  public static List<WorkOrder> read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return read(reader, file.toString());
    }
  }

  /** Reads the file's text. */
  public static List<WorkOrder> read(String text) {
    try (Reader reader = new StringReader(text)) {
      return read(reader, "the ERP's orders");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<WorkOrder> read(Reader reader, String name) throws IOException {
    List<WorkOrder> orders = new ArrayList<>();
    try (CSVParser rows = CSVParser.parse(reader, FORMAT)) {
      for (CSVRecord row : rows) {
        orders.add(order(row, name));
      }
    }
    return orders;
  }

  private static WorkOrder order(CSVRecord row, String name) {
    Map<String, String> cells = row.toMap();
    if (cells.size() != HEADER.length) {
      throw unreadable(row, name, "row", "has " + cells.size() + " columns, not " + HEADER.length);
    }
    WorkOrder order = new WorkOrder();
    order.setWorkOrder(cells.get("order"));
    order.setOperation(cells.get("operation"));
    order.setWorkCentre(cells.get("work_centre"));
    order.setProduct(cells.get("product"));
    order.setQuantity(number(row, name, "quantity"));
    order.setPlannedStart(instant(row, name, "planned_start"));
    order.setPlannedEnd(instant(row, name, "planned_end"));
    order.setDue(instant(row, name, "due"));
    order.setStatus(status(row, name));
    order.setExcludedFromOee(cells.get("order_type").equals(TRIAL));
    order.setSourceVersion((long) number(row, name, "version"));
    return order;
  }

  private static double number(CSVRecord row, String name, String column) {
    try {
      return Double.parseDouble(row.get(column));
    } catch (NumberFormatException e) {
      throw unreadable(row, name, column, "must be a number, not " + row.get(column));
    }
  }

  private static Instant instant(CSVRecord row, String name, String column) {
    try {
      return Instant.parse(row.get(column));
    } catch (DateTimeParseException e) {
      throw unreadable(row, name, column, "must be an ISO 8601 instant, not " + row.get(column));
    }
  }

  private static WorkOrderStatus status(CSVRecord row, String name) {
    try {
      return WorkOrderStatus.valueOf(row.get("status"));
    } catch (IllegalArgumentException e) {
      throw unreadable(row, name, "status", "is not a status: " + row.get("status"));
    }
  }

  private static IllegalArgumentException unreadable(
      CSVRecord row, String name, String column, String what) {
    return new IllegalArgumentException(
        name + ", row " + row.getRecordNumber() + ": " + column + " " + what);
  }
}
