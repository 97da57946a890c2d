package io.takt.ingest.replay;

import static io.takt.ingest.replay.Replays.HEADER;
import static io.takt.ingest.replay.Replays.MAPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is wrong with a mapping is one sentence: file, place, what is wrong, what would be right.
 */
class MappingErrorsTest {

  private static final String DATA = HEADER + "2026-03-02T06:00:00Z,M1,PRODUCING,4\n";

  @TempDir private Path folder;
  private Replays replays;

  @BeforeEach
  void setUp() {
    replays = new Replays(folder);
  }

  static Stream<Arguments> brokenMappings() {
    return Stream.of(
        broken(
            "state: {column: state}",
            "sate: {column: state}",
            "mapping.yaml, line 5, rows.sate: the key 'sate' is not known here; known are alarm,"),
        broken(
            "counts: {total: made}", "counts: {total: made, total: made}", "mapping.yaml, line 6"),
        broken(
            "counts: {total: made}",
            "counts: [made]",
            "mapping.yaml, line 6, rows.counts: the value has the wrong form, expected is keys"),
        broken(
            "state: {column: state}",
            "state: {column: stat}",
            "data.csv has no column 'stat', which mapping.yaml names at rows.state; its columns are"
                + " at, machine, made, state."),
        broken(
            "time: {column: at}",
            "time: {column: at, zone: Mars/Olympus}",
            "mapping.yaml, rows.time.zone: 'Mars/Olympus' is no time zone; write an IANA name such"
                + " as 'Europe/Berlin' or 'UTC'."),
        broken(
            "time: {column: at}",
            "time: {column: at, format: yyyy-QQQQQQQQ}",
            "mapping.yaml, rows.time.format: 'yyyy-QQQQQQQQ' is no time format; write 'iso'"),
        broken(
            "time: {column: at}",
            "time: {column: at, format: HH:mm}",
            "mapping.yaml, rows.time.format: 'HH:mm' is no time format; write 'iso'"),
        broken(
            "time: {column: at}",
            "time: {zone: UTC}",
            "mapping.yaml, rows.time: write 'column' with one name or 'columns' with a list"),
        broken(
            "state: {column: state}",
            "state: {column: state, map: {RUN: RUNNING}}",
            "mapping.yaml, rows.state.map.RUN: 'RUNNING' is no state; write one of PRODUCING,"),
        broken(
            "asset: machine",
            "asset: {column: machine, id: plant}",
            "mapping.yaml, rows.asset.id: 'plant' would be the same for all; write '{asset}'"),
        broken(
            "counts: {total: made}",
            "counts: {total: made, kind: sum}",
            "mapping.yaml, rows.counts.kind: 'sum' is not known; write one of delta, cumulative."),
        broken(
            "  state: {column: state}\n  counts: {total: made}\n",
            "",
            "mapping.yaml, rows: rows say nothing; map at least one of state,"),
        broken(
            "calendar: always",
            "calendar: never",
            "mapping.yaml, assets.*.calendar: there is no calendar 'never'; name one of those under"
                + " calendars: always."),
        broken(
            "calendar: always",
            "calendar: always, minor-stop-below: five",
            "mapping.yaml, assets.*.minor-stop-below: 'five' is no length of time; write it like"),
        broken(
            "\"*\": {calendar",
            "\"M2\": {calendar",
            "mapping.yaml, assets.M2: the asset 'M2' is in no row; write it as the files do"),
        broken(
            "{name: day, start: \"00:00\", end: \"00:00\"}",
            "{name: early, start: \"06:00\", end: \"14:00\"}, {name: late, start: \"13:30\", end:"
                + " \"22:00\"}",
            "mapping.yaml, calendars.always.shifts: the shifts 'early' and 'late' overlap on MONDAY"
                + " at 13:30; shifts of one calendar must not."),
        broken(
            "{name: day, start: \"00:00\", end: \"00:00\"}",
            "{name: night, start: \"22:00\", end: \"06:00\", days: [sunday]}, {name: early, start:"
                + " \"05:00\", end: \"14:00\", days: [monday]}",
            "mapping.yaml, calendars.always.shifts: the shifts 'night' and 'early' overlap on"
                + " MONDAY at 05:00"),
        broken(
            "start: \"00:00\"",
            "start: \"24:00\"",
            "mapping.yaml, calendars.always.shifts[0].start: '24:00' is no local time"),
        broken(
            "end: \"00:00\"",
            "end: \"12:00\", breaks: [{start: \"11:30\", end: \"12:30\"}]",
            "mapping.yaml, calendars.always.shifts[0].breaks[0]: the break 11:30 to 12:30 must lie"
                + " within its shift, 00:00 to 12:00."),
        broken(
            "calendars:",
            "ideal-times: [{per-unit: 0 s}]\ncalendars:",
            "mapping.yaml, ideal-times[0].per-unit: 0.0 cannot be; write a number above 0."),
        broken(
            "window: {from: 2026-03-02, to: 2026-03-03}",
            "window: {from: 2026-03-02, to: 2026-03-01}",
            "mapping.yaml, window: 'to' must be after 'from'."),
        broken(
            "window: {from: 2026-03-02, to: 2026-03-03}",
            "window: full-days",
            "mapping.yaml, window: the files reach from 2026-03-02T06:00:00Z to"
                + " 2026-03-02T06:00:00Z and hold no full day of UTC; write from and to."),
        broken(
            "window: {from: 2026-03-02, to: 2026-03-03}",
            "window: {from: yesterday, to: 2026-03-01}",
            "mapping.yaml, window.from: 'yesterday' is no point in time"),
        broken(
            "shifts: [{name: day, start: \"00:00\", end: \"00:00\"}]",
            "shifts: [ ~ ]",
            "mapping.yaml, line 11, calendars.always.shifts[0]: a value is missing; write one"),
        broken("rows:\n", "rows:\n\t- x\n", "mapping.yaml, line 3"),
        broken(
            "rows:\n",
            "files: []\nrows:\n  csv: {separator: \"::\"}\n",
            "mapping.yaml, rows.csv.separator: '::' cannot be; write one character"));
  }

  private static Arguments broken(String right, String wrong, String message) {
    return Arguments.of(right, wrong, message);
  }

  @ParameterizedTest
  @MethodSource("brokenMappings")
  void aBrokenMappingIsOneClearSentence(String right, String wrong, String message) {
    assertThat(MAPPING).contains(right);
    assertThatThrownBy(() -> replays.open(DATA, MAPPING.replace(right, wrong)))
        .isInstanceOf(MappingException.class)
        .hasMessageStartingWith(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void aMissingFileIsNamed() {
    Path mapping = replays.write("mapping.yaml", MAPPING);
    Path data = replays.write("data.csv", DATA);
    assertThatThrownBy(() -> Replay.open(folder.resolve("none.csv"), mapping))
        .isInstanceOf(MappingException.class)
        .hasMessageEndingWith(
            "none.csv does not exist; name a CSV or JSON lines file, or a folder of them.");
    assertThatThrownBy(() -> Replay.open(data, folder.resolve("none.yaml")))
        .isInstanceOf(MappingException.class)
        .hasMessageEndingWith(
            "none.yaml does not exist; name a YAML file as docs/replay.md shows it.");
    replays.write("empty/readme.txt", "");
    assertThatThrownBy(() -> Replay.open(folder.resolve("empty"), mapping))
        .isInstanceOf(MappingException.class)
        .hasMessageContaining("holds no file that ends in .csv or .jsonl");
  }

  @Test
  void aFileThatNoGlobIsForIsNamedUnlessItIsSkipped() {
    replays.write("in/a.csv", DATA);
    replays.write("in/b.csv", "something,else\n");
    String files =
        """
        window: {from: 2026-03-02, to: 2026-03-03}
        files:
          - glob: "a*.csv"
            rows: {asset: machine, time: {column: at}, state: {column: state}}
        assets: {"*": {calendar: always}}
        calendars: {always: {shifts: [{name: day, start: "00:00", end: "00:00"}]}}
        """;
    Path strict = replays.write("strict.yaml", files);
    assertThatThrownBy(() -> Replay.open(folder.resolve("in"), strict))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            "b.csv matches no glob under 'files' in strict.yaml; add an entry with its rows, or one"
                + " with 'skip: true'.");
    Path skipping =
        replays.write(
            "skipping.yaml", files.replace("files:\n", "files:\n  - {glob: \"b*\", skip: true}\n"));
    assertThat(Replay.open(folder.resolve("in"), skipping).rows()).isEqualTo(1);
  }

  @Test
  void aFileOfWhichNoRowCanBeReadTellsOfTheFirst() {
    assertThatThrownBy(() -> replays.open(HEADER + "today,M1,IDLE,1\nnow,M1,IDLE,1\n", MAPPING))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            "None of the 2 rows of data.csv can be read; line 2: Column 'at' holds 'today'; a time"
                + " of the format 'iso' is expected.");
  }

  @Test
  void aFileWithoutHeaderOrInUtf16IsNamed() {
    assertThatThrownBy(() -> replays.open("", MAPPING))
        .hasMessage("data.csv is empty; its first line must name the columns.");
    assertThatThrownBy(() -> replays.open("a,a\n", MAPPING))
        .hasMessage(
            "data.csv, line 1, the header: Column 'a' is named twice; each name must be unique.");
    Path utf16 = replays.write("data.csv", DATA.getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> Replay.open(utf16, replays.write("mapping.yaml", MAPPING)))
        .hasMessage("data.csv is UTF-16; save it as UTF-8.");
  }

  @Test
  void aMemberThatNoJsonLineHasIsNamed() {
    Path data =
        replays.write(
            "data.jsonl", "{\"at\":\"2026-03-02T06:00:00Z\",\"machine\":\"M1\",\"made\":1}\n");
    assertThatThrownBy(() -> Replay.open(data, replays.write("mapping.yaml", MAPPING)))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            "data.jsonl has no column 'state', which mapping.yaml names at rows.state; its columns"
                + " are at, machine, made.");
  }
}
