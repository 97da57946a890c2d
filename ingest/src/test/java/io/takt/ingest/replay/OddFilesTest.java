package io.takt.ingest.replay;

import static io.takt.ingest.replay.Replays.HEADER;
import static io.takt.ingest.replay.Replays.MAPPING;
import static io.takt.ingest.replay.Replays.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.takt.avro.DeadLetter;
import io.takt.avro.DeadLetterReason;
import io.takt.avro.MachineState;
import io.takt.avro.ProductionCount;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they come: what is wrong with a row costs that row only, and is told. */
class OddFilesTest {

  private static final String GOOD = "2026-03-02T06:00:00Z,M1,PRODUCING,4\n";
  private static final String LAST = "2026-03-02T07:00:00Z,M1,IDLE,1\n";

  @TempDir private Path folder;
  private Replays replays;

  @BeforeEach
  void setUp() {
    replays = new Replays(folder);
  }

  @Test
  void aByteOrderMarkCarriageReturnsAndEmptyLinesChangeNothing() {
    String plain = HEADER + GOOD + LAST;
    Replay replay = replays.open("\uFEFF" + plain.replace("\n", "\r\n\r\n") + "  \r\n", MAPPING);
    assertThat(all(replay, MachineState.class))
        .extracting(MachineState::getState, MachineState::getSequence)
        .containsExactly(tuple("PRODUCING", 3L), tuple("IDLE", 5L));
    assertThat(all(replay, DeadLetter.class)).isEmpty();
    assertThat(replay.rows()).isEqualTo(2);
  }

  @Test
  void carriageReturnsAloneEndLinesAndTheLastLineNeedsNoEnd() {
    Replay replay = replays.open((HEADER + GOOD + LAST).replace('\n', '\r').trim(), MAPPING);
    assertThat(all(replay, MachineState.class)).hasSize(2);
  }

  @Test
  void quotedFieldsMayHoldCommasQuotesAndLineEnds() {
    Replay replay =
        replays.open(
            HEADER
                + "2026-03-02T06:00:00Z,\"M, \"\"one\"\"\",\"PRO\nDUCING\",4\n"
                + "2026-03-02T06:01:00Z,M 5\" pipe,IDLE,1\n",
            MAPPING);
    assertThat(all(replay, MachineState.class))
        .extracting(MachineState::getAssetId)
        .containsExactly("M, \"one\"", "M 5\" pipe");
    assertThat(all(replay, MachineState.class))
        .extracting(MachineState::getSequence)
        .containsExactly(2L, 4L);
  }

  @Test
  void aQuoteNeverClosedCostsItsOwnLineOnly() {
    Replay replay =
        replays.open(HEADER + "2026-03-02T06:00:00Z,\"M1,IDLE,4\n" + GOOD + LAST, MAPPING);
    assertThat(all(replay, MachineState.class)).hasSize(2);
    assertThat(letter(replay).getOffset()).isEqualTo(2);
    assertThat(letter(replay).getDetail())
        .isEqualTo(
            "A quoted field that begins on line 2 is never closed; it needs a closing quote within"
                + " 100 lines and 256 KiB.");
  }

  @Test
  void aRaggedRowIsADeadLetterWithItsBytes() {
    Replay replay = replays.open(HEADER + GOOD + "2026-03-02T06:30:00Z,M1\r\n" + LAST, MAPPING);
    DeadLetter letter = letter(replay);
    assertThat(letter.getTopic()).isEqualTo("data.csv");
    assertThat(letter.getPartition()).isZero();
    assertThat(letter.getOffset()).isEqualTo(3);
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.UNREADABLE_ROW);
    assertThat(letter.getDetail())
        .isEqualTo(
            "The row has 2 fields but the header names 4; quote a field that holds the separator.");
    assertThat(StandardCharsets.UTF_8.decode(letter.getValue().duplicate()).toString())
        .isEqualTo("2026-03-02T06:30:00Z,M1");
    assertThat(all(replay, MachineState.class)).hasSize(2);
  }

  @Test
  void aBadNumberOrTimeNamesColumnAndValueAndNothingOfTheRowCounts() {
    Replay replay =
        replays.open(
            HEADER
                + GOOD
                + "2026-03-02T06:10:00Z,M1,IDLE,1.000.000\n"
                + "02.03.2026 06:20,M1,IDLE,1\n"
                + "2026-02-30T06:20:00Z,M1,IDLE,1\n"
                + "2326-03-02T06:20:00Z,M1,IDLE,1\n"
                + "2026-03-02T06:20:00Z,,IDLE,1\n"
                + "2026-03-02T06:20:00Z,M1,IDLE,NaN\n"
                + LAST,
            MAPPING);
    assertThat(all(replay, DeadLetter.class))
        .extracting(DeadLetter::getDetail)
        .containsExactly(
            "Column 'made' holds '1.000.000'; a plain number is expected, with a decimal point and"
                + " no thousands separator.",
            "Column 'at' holds '02.03.2026 06:20'; a time of the format 'iso' is expected.",
            "Column 'at' holds '2026-02-30T06:20:00Z'; a time of the format 'iso' is expected.",
            "Column 'at' holds '2326-03-02T06:20:00Z'; that is 2326-03-02T06:20:00Z, a time from"
                + " 1980 to 2099 is expected.",
            "Column 'machine' is empty; every row must name its asset.",
            "Column 'made' holds 'NaN'; a plain number is expected, with a decimal point and no"
                + " thousands separator.");
    assertThat(all(replay, MachineState.class)).hasSize(2);
    assertThat(all(replay, ProductionCount.class)).hasSize(2);
  }

  @Test
  void bytesThatAreNotUtf8AreADeadLetterThatKeepsThem() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes((HEADER + GOOD + "2026-03-02T06:10:00Z,Fr").getBytes(StandardCharsets.UTF_8));
    file.write(0xE4);
    file.writeBytes(("se,IDLE,1\n" + LAST).getBytes(StandardCharsets.UTF_8));
    Path data = replays.write("data.csv", file.toByteArray());
    Replay strict = Replay.open(data, replays.write("mapping.yaml", MAPPING));
    assertThat(letter(strict).getDetail())
        .isEqualTo(
            "The row holds bytes that are not UTF-8; save the file as UTF-8 or name its charset in"
                + " the mapping.");
    assertThat(letter(strict).getValue().get(23)).isEqualTo((byte) 0xE4);
    Replay named =
        Replay.open(
            data,
            replays.write(
                "mapping.yaml", MAPPING.replace("rows:\n", "rows:\n  charset: windows-1252\n")));
    assertThat(named.assets()).containsExactly("Fräse", "M1");
  }

  @Test
  void aRowWithoutEndIsCutAndTheNextOneIsRead() {
    Replay replay = replays.open(HEADER + GOOD + "x".repeat(1_000_000) + "\n" + LAST, MAPPING);
    assertThat(letter(replay).getDetail()).startsWith("Line 3 is longer than 256 KiB");
    assertThat(letter(replay).getValue().remaining()).isEqualTo(256 * 1024);
    assertThat(all(replay, MachineState.class)).hasSize(2);
  }

  @Test
  void rowsOutOfTimeOrderAreSortedEachWithItsOwnLine() {
    Replay replay =
        replays.open(
            HEADER
                + LAST
                + "what is this\n"
                + "2026-03-02T06:30:00Z,\"M\n2\",IDLE,7\n"
                + GOOD
                + "2026-03-02T06:30:00Z,M1,IDLE,8\n",
            MAPPING);
    assertThat(all(replay, MachineState.class))
        .extracting(MachineState::getSequence)
        .containsExactly(6L, 4L, 7L, 2L);
    assertThat(all(replay, MachineState.class).get(1).getAssetId()).isEqualTo("M\n2");
    assertThat(letter(replay).getOffset()).isEqualTo(3);
  }

  @Test
  void filesOfAFolderAreMergedByTime() {
    replays.write("in/b.csv", HEADER + "2026-03-02T06:30:00Z,M2,IDLE,1\n");
    replays.write("in/a.csv", HEADER + GOOD + LAST);
    replays.write("in/notes.txt", "not data");
    replays.write(
        "in/c.jsonl",
        "{\"at\":\"2026-03-02T06:45:00Z\",\"machine\":\"M3\",\"state\":\"OFF\",\"made\":2}\n");
    Replay replay = Replay.open(folder.resolve("in"), replays.write("mapping.yaml", MAPPING));
    assertThat(all(replay, MachineState.class))
        .extracting(MachineState::getSource)
        .containsExactly("a.csv", "b.csv", "c.jsonl", "a.csv");
    assertThat(all(replay).stream().map(Delivery::arrivedAt)).isSorted();
  }

  @Test
  void jsonLinesThatAreNoObjectsAreDeadLetters() {
    String good = "{\"at\":\"2026-03-02T06:45:00Z\",\"machine\":3,\"state\":\"OFF\",\"made\":2}\n";
    Path data =
        replays.write(
            "data.jsonl",
            good
                + "[1]\n{\"at\":\n"
                + good.replace("3,", "{},")
                + good.replace("\"made\":2", "\"made\":2,\"made\":3")
                + good.replace("2}", "1e9}")
                + good.replace("2}", "1e999999999}"));
    Replay replay = Replay.open(data, replays.write("mapping.yaml", MAPPING));
    assertThat(all(replay, DeadLetter.class))
        .extracting(DeadLetter::getOffset)
        .containsExactly(2L, 3L, 4L, 5L, 7L);
    assertThat(all(replay, ProductionCount.class))
        .extracting(ProductionCount::getTotal)
        .containsExactly(2.0, 1e9);
    assertThat(replay.assets()).containsExactly("3");
  }

  private static DeadLetter letter(Replay replay) {
    List<DeadLetter> letters = all(replay, DeadLetter.class);
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  @Test
  void aDeadLetterStandsAtItsPlaceInTime() {
    Replay replay = replays.open(HEADER + GOOD + "?\n" + LAST, MAPPING);
    assertThat(all(replay).stream().map(Delivery::arrivedAt)).isSorted();
    assertThat(all(replay))
        .filteredOn(delivery -> delivery.value() instanceof DeadLetter)
        .extracting(Delivery::arrivedAt, Delivery::key)
        .containsExactly(tuple(Instant.parse("2026-03-02T06:00:00Z"), "data.csv|0"));
  }
}
