package io.takt.embedded.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.OperatorEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The operator page in a real browser, through the real gateway, Kafka and job into the database,
 * with networks as they are on the floor.
 */
class OperatorPageIT extends OnATablet {

  @Test
  void whatIsEnteredIsInTheDatabaseOnceAlsoWhenTheNetworkIsLostInBetween() throws Exception {
    tell(true);
    logIn();

    tab.tap("#likely-JAM");
    tab.awaitText(".stop .given", "Jam");
    awaitSql(
        "JAM",
        "SELECT reason FROM stop_allocation WHERE asset_id = ? AND started_at = '2026-03-02T12:16:00Z'");

    tab.tap("[id='split-2026-03-02T10:00:00.000Z']");
    // By the keyboard: one minute later, then back.
    tab.focus("[role=slider]");
    tab.key("ArrowRight");
    tab.await("document.querySelector('[role=slider]').ariaValueText === '11:16:00'");
    tab.key("ArrowLeft");
    tab.tap("#part-reason-0");
    tab.tap("#pick-JAM");
    tab.tap("#part-reason-1");
    tab.tap("#pick-MATERIAL");
    tab.tap("#split-save");
    awaitSql(
        "10:00-10:15 JAM, 10:15-10:30 MATERIAL",
        "SELECT string_agg(to_char(alloc_start AT TIME ZONE 'UTC', 'HH24:MI-') || to_char(alloc_end AT TIME ZONE 'UTC', 'HH24:MI ') || reason, ', ' ORDER BY alloc_start)"
            + " FROM stop_allocation WHERE asset_id = ? AND started_at = '2026-03-02T10:00:00Z'");

    tab.tap("#scrap");
    tab.tap("#parts-3");
    awaitSql("3", "SELECT sum(scrap)::int FROM ledger WHERE asset_id = ?");

    wire.cut();
    tab.await("document.getElementById('age').className === 'offline'");
    tab.tap("#rework");
    tab.tap("#parts-2");
    tab.tap("#tick-all");
    tab.tap("#code-ticked");
    tab.tap("#dialog-tree-ORG");
    tab.tap("#dialog-tree-CLEAN");
    tab.awaitText("#outbox", "3");
    tab.reload();
    tab.awaitText("#outbox", "3");
    tab.awaitText("#age", "As of");
    assertThat(sql("SELECT coalesce(sum(rework), 0)::int FROM ledger WHERE asset_id = ?"))
        .isEqualTo("0");

    wire.mend();
    tab.await("!document.getElementById('outbox')");
    awaitSql("2", "SELECT sum(rework)::int FROM ledger WHERE asset_id = ?");
    awaitSql("2", "SELECT count(*) FROM stop WHERE asset_id = ? AND reason = 'CLEAN'");
    assertThat(sql("SELECT sum(scrap)::int FROM ledger WHERE asset_id = ?")).isEqualTo("3");
    List<OperatorEvent> entered = EnteredOnThePage.of(page.stack(), asset);
    assertThat(entered.stream().map(OperatorPageIT::briefly))
        .containsExactlyInAnyOrder(
            "REASON_GIVEN JAM",
            "STOP_SPLIT",
            "REASON_GIVEN JAM",
            "REASON_GIVEN MATERIAL",
            "SCRAP_REPORTED 3.0",
            "REWORK_REPORTED 2.0",
            "REASON_GIVEN CLEAN",
            "REASON_GIVEN CLEAN");
    assertThat(entered.stream().map(OperatorEvent::getEventId)).doesNotHaveDuplicates();
    assertThat(entered)
        .allSatisfy(entry -> assertThat(entry.getOperator()).isEqualTo("op-17"))
        .allSatisfy(entry -> assertThat(entry.getAt()).isBefore(entry.getArrivedAt()));
    assertThat(page.browser().failures()).isEmpty();
  }

  @Test
  void anEntryWhoseAcknowledgementIsLostCountsOnce() throws Exception {
    tell(true);
    logIn();
    wire.swallowAnswers();
    tab.tap("#scrap");
    tab.tap("#parts-5");
    awaitSql("5", "SELECT sum(scrap)::int FROM ledger WHERE asset_id = ?");
    tab.awaitText("#outbox", "1");
    wire.cut();
    wire.mend();
    tab.await("!document.getElementById('outbox')");
    assertThat(EnteredOnThePage.of(page.stack(), asset)).hasSize(1);
    assertThat(sql("SELECT sum(scrap)::int FROM ledger WHERE asset_id = ?")).isEqualTo("5");
  }

  @Test
  void whatIsTakenBackIsBookedAsIfItHadNeverBeenSaid() throws Exception {
    tell(true);
    logIn();
    tab.tap("#likely-JAM");
    awaitSql("JAM", "SELECT reason FROM stop WHERE asset_id = ? AND ended_at IS NULL");
    tab.tap(".notice .undo");
    awaitSql(
        "none",
        "SELECT coalesce(reason, 'none') FROM stop WHERE asset_id = ? AND ended_at IS NULL");
    tab.awaitText(".entries", "taken back");
  }

  @Test
  void entriesOfAnOperatorWaitForThatOperator() throws Exception {
    tell(true);
    logIn();
    wire.cut();
    tab.await("document.getElementById('age').className === 'offline'");
    tab.tap("#scrap");
    tab.tap("#parts-4");
    tab.awaitText("#outbox", "1");
    // The session is ended elsewhere; the page learns of it when the network is back.
    tab.evaluate(
        "localStorage.setItem('takt.session', JSON.stringify({operator: 'op-18', name: 'Jürgen Groß', role: 'OPERATOR'}))");
    tab.reload();
    tab.tap("#outbox");
    tab.awaitText("dialog", "op-17");
    tab.key("Escape");
    tab.evaluate(
        "localStorage.setItem('takt.session', JSON.stringify({operator: 'op-17', name: 'Ayşe Yılmaz', role: 'OPERATOR'}))");
    tab.reload();
    wire.mend();
    awaitSql("4", "SELECT sum(scrap)::int FROM ledger WHERE asset_id = ?");
  }

  @Test
  void aWrongPinIsRefusedInWordsAndARightOneLogsIn() throws Exception {
    tell(true);
    tab.open(wire.url());
    tab.focus("#operator");
    tab.type("op-17");
    tab.focus("#pin");
    tab.type("1234");
    tab.key("Enter");
    tab.awaitText("[role=alert]", "not known");
    tab.focus("#operator");
    tab.type("op-17");
    for (int digit : new int[] {1, 7, 1, 7}) {
      tab.tap("#key-" + digit);
    }
    tab.tap("#by-pin [type=submit]");
    tab.await("!!document.getElementById('person')");
    tab.tap("#person");
    tab.tap("#log-out");
    tab.await("!!document.getElementById('badge')");
  }

  private static String briefly(OperatorEvent entry) {
    Object detail = entry.getReason() == null ? entry.getQuantity() : entry.getReason();
    return entry.getKind() + (detail == null ? "" : " " + detail);
  }
}
