package io.takt.ingest.simulator.truth;

import io.takt.avro.OperatorEventKind;
import io.takt.ingest.simulator.sensing.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people said and did not take back. */
final class StandingWords {
  static final Comparator<Report.Word> BY_ENTRY =
      Comparator.comparingLong(Report.Word::at)
          .thenComparingLong(Report.Word::number)
          .thenComparing(Report.Word::eventId);

  static final Comparator<Report.Word> BY_EFFECT =
      Comparator.comparingLong(Report.Word::effective)
          .thenComparingLong(Report.Word::number)
          .thenComparing(Report.Word::eventId);

  private final List<Report.Word> standing = new ArrayList<>();

  StandingWords(List<Report.Word> words) {
    Map<String, List<Report.Word>> withdrawals = new HashMap<>();
    for (Report.Word word : words) {
      if (word.kind() == OperatorEventKind.WITHDRAWN) {
        withdrawals.computeIfAbsent(word.refersTo(), id -> new ArrayList<>()).add(word);
      }
    }
    for (Report.Word word : words) {
      if (stands(word, withdrawals)) {
        standing.add(word);
      }
    }
  }

  private static boolean stands(Report.Word word, Map<String, List<Report.Word>> withdrawals) {
    for (Report.Word withdrawal : withdrawals.getOrDefault(word.eventId(), List.of())) {
      if (stands(withdrawal, withdrawals)) {
        return false;
      }
    }
    return true;
  }

  /** Those of some kinds, in the order given. */
  List<Report.Word> of(Comparator<Report.Word> order, OperatorEventKind... kinds) {
    List<OperatorEventKind> wanted = List.of(kinds);
    return standing.stream().filter(word -> wanted.contains(word.kind())).sorted(order).toList();
  }
}
