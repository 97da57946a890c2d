package io.takt.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Works the second table of docs/scaling.md out from the first. */
class ScalingPageTest {

  private static final Path PAGE = Path.of("..", "docs", "scaling.md");
  private static final long[] ASSETS = {1_000, 100_000, 10_000_000};
  private static final double DAY_S = 86_400;
  private static final double GB = 1e9;

  /** As the catalogue creates topics; more come in sixes. */
  private static final long SIX = 6;

  @Test
  void theTableFollowsFromItsInputs() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    Map<String, Double> in = inputs(page);
    List<String> wanted = new ArrayList<>();
    LongFunction<Double> facts = assets -> assets * in.get("facts_per_asset_s");
    LongFunction<Long> cores =
        assets ->
            (long)
                Math.ceil(facts.apply(assets) / (in.get("facts_per_core_s") * in.get("headroom")));
    LongFunction<Double> rowsADay = assets -> assets * 1_440 * in.get("slices_per_minute");
    add(wanted, "facts/s", assets -> spaced(Math.round(facts.apply(assets))));
    add(wanted, "cores for the oee job", assets -> String.valueOf(cores.apply(assets)));
    add(
        wanted,
        "partitions of a topic of facts",
        assets -> String.valueOf((2 * cores.apply(assets) + SIX - 1) / SIX * SIX));
    add(wanted, "heads, GB", assets -> tenths(assets * in.get("head_bytes") / GB));
    add(
        wanted,
        "older facts, GB",
        assets ->
            tenths(facts.apply(assets) * 3_600 * in.get("horizon_h") * in.get("fact_bytes") / GB));
    add(
        wanted,
        "on Kafka, GB a day",
        assets -> tenths(facts.apply(assets) * DAY_S * in.get("kafka_bytes") / GB));
    add(wanted, "ledger rows a day, million", assets -> tenths(rowsADay.apply(assets) / 1_000_000));
    add(
        wanted,
        "ledger rows/s",
        assets -> String.valueOf(Math.round(rowsADay.apply(assets) / DAY_S)));
    add(
        wanted,
        "ledger, GB a day",
        assets -> tenths(rowsADay.apply(assets) * in.get("row_bytes") / GB));
    add(
        wanted,
        "the same compressed, GB a day",
        assets -> tenths(rowsADay.apply(assets) * in.get("compressed_bytes") / GB));
    add(
        wanted,
        "databases",
        assets ->
            String.valueOf(
                (long)
                    Math.ceil(
                        rowsADay.apply(assets)
                            / DAY_S
                            / (in.get("rows_per_database_s") * in.get("headroom")))));
    assertThat(page)
        .as("docs/scaling.md should hold %n%s", String.join("\n", wanted))
        .containsSequence(wanted);
  }

  private static Map<String, Double> inputs(List<String> page) {
    Map<String, Double> inputs = new HashMap<>();
    int row = page.indexOf("| input | value | from |") + 2;
    assertThat(row).as("where the table of inputs is").isGreaterThan(1);
    while (page.get(row).startsWith("|")) {
      String[] cells = page.get(row++).split("\\|", -1);
      inputs.put(cells[1].strip(), Double.valueOf(cells[2].strip()));
    }
    return inputs;
  }

  private static void add(List<String> table, String name, LongFunction<String> figure) {
    StringBuilder row = new StringBuilder("| " + name + " |");
    for (long assets : ASSETS) {
      row.append(' ').append(figure.apply(assets)).append(" |");
    }
    table.add(row.toString());
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String spaced(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
  }
}
