package io.takt.embedded.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests with a tablet of their own in front of a press of their own. */
abstract class OnATablet {

  private static final long PATIENCE_MS = 60_000;
  private static int presses;

  PageStack page;
  Wire wire;
  Tab tab;
  String asset;
  Press press;

  @BeforeEach
  final void openThePage() throws Exception {
    page = PageStack.get();
    asset = "PR-" + ++presses;
    press = new Press(page.publisher(), asset);
    wire = new Wire(URI.create(page.gateway().url()).getPort());
    tab = page.browser().newTab();
    tab.size(1280, 800);
  }

  @AfterEach
  final void cutTheWire() throws IOException {
    if (wire != null) {
      wire.close();
    }
  }

  /** Tells of the press, and waits until the job has read it all: until then it shows the past. */
  final void tell(boolean standing) throws Exception {
    press.tell(standing);
    awaitSql("true", "SELECT (as_of >= '" + Press.NOW + "')::text FROM live WHERE asset_id = ?");
  }

  final void logIn() {
    tab.open(wire.url());
    badge();
    choose();
  }

  final void badge() {
    // A reader types, and ends with Enter; the field has the focus.
    tab.await("document.activeElement?.id === 'badge'");
    tab.type("4711");
    tab.key("Enter");
  }

  final void choose() {
    tab.tap("#asset-" + asset);
    tab.await(
        "!!document.querySelector('.state h1') && !document.querySelector('.state .unknown')");
    tab.await("document.querySelectorAll('.uncoded li').length > 1");
  }

  final String sql(String query) throws SQLException {
    try (var statement = page.database().prepareStatement(query)) {
      statement.setString(1, asset);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  /** Waits until the database says so: what the page enters goes through Kafka and the job. */
  final void awaitSql(String expected, String query) throws Exception {
    long until = System.nanoTime() + PATIENCE_MS * 1_000_000;
    String found = sql(query);
    while (!expected.equals(found) && System.nanoTime() < until) {
      // The database waits, not a thread of ours.
      sql("SELECT pg_sleep(0.2), ?");
      found = sql(query);
    }
    assertThat(found).as(query).isEqualTo(expected);
  }
}
