package io.takt.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Where each of the plant's hard cases is tested, by its number. Tests carry it in their name:
 * {@code e6_…} or {@code e6…}. E45, alerts after a reconnect, is a matter of the alerts' own tests.
 */
class HardCasesTest {

  private static final String STOPS = "jobs/src/test/java/io/takt/jobs/oracle/StopCases.java";
  private static final String COUNTS = "jobs/src/test/java/io/takt/jobs/oracle/CountCases.java";
  private static final String CALENDARS =
      "jobs/src/test/java/io/takt/jobs/oracle/CalendarCases.java";
  private static final String REPORTS =
      "jobs/src/test/java/io/takt/jobs/oracle/ShiftReportsTest.java";
  private static final String ADMISSION =
      "jobs/src/test/java/io/takt/jobs/timeline/AdmissionTest.java";
  private static final String JOB = "jobs/src/test/java/io/takt/jobs/oee/OeeFunctionTest.java";
  private static final String KPIS = "sinks/src/test/java/io/takt/sinks/database/KpiTest.java";

  private static final Map<Integer, String> CASES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(1, KPIS),
              Map.entry(2, COUNTS),
              Map.entry(3, COUNTS),
              Map.entry(4, STOPS),
              Map.entry(6, STOPS),
              Map.entry(7, STOPS),
              Map.entry(8, STOPS),
              Map.entry(9, STOPS),
              Map.entry(10, STOPS),
              Map.entry(11, STOPS),
              Map.entry(12, REPORTS),
              Map.entry(13, COUNTS),
              Map.entry(14, COUNTS),
              Map.entry(15, COUNTS),
              Map.entry(16, COUNTS),
              Map.entry(17, COUNTS),
              Map.entry(18, COUNTS),
              Map.entry(20, COUNTS),
              Map.entry(21, COUNTS),
              Map.entry(22, COUNTS),
              Map.entry(23, COUNTS),
              Map.entry(25, STOPS),
              Map.entry(26, ADMISSION),
              Map.entry(27, JOB),
              Map.entry(28, CALENDARS),
              Map.entry(29, CALENDARS),
              Map.entry(30, CALENDARS),
              Map.entry(35, COUNTS),
              Map.entry(36, STOPS),
              Map.entry(39, KPIS),
              Map.entry(46, COUNTS)));

  @Test
  void each_hard_case_has_a_test_by_its_number() throws IOException {
    for (Map.Entry<Integer, String> hardCase : CASES.entrySet()) {
      String tests = Files.readString(Path.of("..").resolve(hardCase.getValue()));
      assertThat(Pattern.compile("@Test\\s+void e" + hardCase.getKey() + "[_A-Z]").matcher(tests))
          .as("E%d in %s", hardCase.getKey(), hardCase.getValue())
          .matches(matcher -> matcher.find());
    }
  }
}
