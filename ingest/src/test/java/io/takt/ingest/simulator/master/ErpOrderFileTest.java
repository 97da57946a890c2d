package io.takt.ingest.simulator.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.avro.WorkOrder;
import io.takt.ingest.simulator.Plant;
import io.takt.ingest.simulator.PlantSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErpOrderFileTest {
  private static final PlantSettings SETTINGS =
      PlantSettings.of(1, Instant.parse("2026-03-11T04:00:00Z"), 12);
  private static final List<WorkOrder> PLANNED = OrderBook.plan(SETTINGS, Layout.lines(SETTINGS));

  @Test
  void ordersComeBackAsTheyWereWritten() {
    assertThat(PLANNED).hasSizeGreaterThan(100).anyMatch(WorkOrder::getExcludedFromOee);
    assertThat(ErpOrderFile.read(ErpOrderFile.text(PLANNED))).isEqualTo(PLANNED);
  }

  @Test
  void thePlantWritesTheFileItsOrdersCameFrom(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("orders.csv");
    new Plant(SETTINGS).writeErpFile(file);
    assertThat(ErpOrderFile.read(file)).isEqualTo(PLANNED);
  }

  @Test
  void aRowThatCannotBeReadIsNamedWithItsColumn() {
    String text = ErpOrderFile.text(PLANNED.subList(0, 2));
    assertThatThrownBy(() -> ErpOrderFile.read(text.replace(";1\n", ";one\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the ERP's orders, row 1: version must be a number, not one");
    assertThatThrownBy(() -> ErpOrderFile.read(text.replace("RELEASED", "DONE")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the ERP's orders, row 2: status is not a status: DONE");
    assertThatThrownBy(() -> ErpOrderFile.read(text + "4711;0010\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the ERP's orders, row 3: row has 2 columns, not 11");
  }
}
