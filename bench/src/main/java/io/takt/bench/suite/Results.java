package io.takt.bench.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run found, as a table, as JSON and as Markdown. */
final class Results {

  /** More of the machine than this used by others, and a figure is marked. */
  static final double NOISY = 0.10;

  private final Machine machine;
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  Results(Machine machine) {
    this.machine = machine;
  }

  /**
   * A figure and how it was come by.
   *
   * @param others share of the machine that others used meanwhile
   * @param load load average at its end
   */
  private record Row(Figure figure, double others, String load) {
    boolean noisy() {
      return others > NOISY;
    }
  }

  void add(Figure figure, double others, String load) {
    rows.add(new Row(figure, others, load));
  }

  /** A benchmark that gave no figure, and why. */
  void failed(String id, String because) {
    failures.put(id, because);
  }

  /** Whether nothing failed and no gate was missed while the machine was quiet. */
  boolean holds() {
    return failures.isEmpty() && rows.stream().allMatch(row -> row.noisy() || row.figure.gateMet());
  }

  /** One figure's line. */
  static String line(Figure figure, double others, String load) {
    return String.format(
        Locale.ROOT,
        "  %-9s %9s  ±%3.0f %%  gate %-7s target %-7s %-8s %-52s %s%s",
        figure.id(),
        number(figure.ratio()),
        figure.spread() * 50,
        number(figure.goal().gate()),
        number(figure.goal().target()),
        verdict(figure),
        figure.what(),
        sides(figure),
        others > NOISY
            ? "  noisy: others used %s of the machine, load %s"
                .formatted(Machine.percent(others), load)
            : "");
  }

  private static String sides(Figure figure) {
    return figure.theirs() == 1
        ? figure.unit()
        : "(%s / %s %s)".formatted(number(figure.ours()), number(figure.theirs()), figure.unit());
  }

  private static String verdict(Figure figure) {
    return figure.targetMet() ? "target" : figure.gateMet() ? "gate" : "MISSED";
  }

  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.4f", value);
  }

  void print(PrintWriter out) {
    out.println();
    out.println(machine);
    rows.forEach(row -> out.println(line(row.figure, row.others, row.load)));
    failures.forEach((id, because) -> out.printf("  %-9s no figure: %s%n", id, because));
    out.flush();
  }

  void write(Path file) throws IOException {
    Map<String, Object> report = new LinkedHashMap<>();
    for (Row row : rows) {
      Figure figure = row.figure;
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("what", figure.what());
      entry.put("unit", figure.unit());
      entry.put("ratio", figure.ratio());
      entry.put("spread", figure.spread());
      entry.put("gate", figure.goal().gate());
      entry.put("target", figure.goal().target());
      entry.put("more_is_better", figure.goal().more());
      entry.put("gate_met", figure.gateMet());
      entry.put("target_met", figure.targetMet());
      entry.put("ours", figure.ours());
      entry.put("theirs", figure.theirs());
      entry.put(
          "pairs",
          figure.pairs().stream().map(pair -> List.of(pair.ours(), pair.theirs())).toList());
      entry.put("others_share", row.others);
      entry.put("load_average", row.load);
      entry.put("noisy", row.noisy());
      report.put(figure.id(), entry);
    }
    failures.forEach((id, because) -> report.put(id, Map.of("void", because)));
    report.put("machine", machine.asMap());
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), report);
  }

  /** The table for the documentation. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("| | ratio | spread | gate | target | | what | sides | others, load |\n");
    text.append("|---|---|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      Figure figure = row.figure;
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | ±%.0f %% | %s | %s | %s | %s | %s | %s, %s%s |%n",
              figure.id(),
              number(figure.ratio()),
              figure.spread() * 50,
              number(figure.goal().gate()),
              number(figure.goal().target()),
              verdict(figure),
              figure.what(),
              sides(figure),
              Machine.percent(row.others),
              row.load,
              row.noisy() ? " (noisy)" : ""));
    }
    failures.forEach(
        (id, because) -> text.append("| %s | void: %s ||||||||%n".formatted(id, because)));
    text.append('\n').append(machine).append('\n');
    return text.toString();
  }
}
