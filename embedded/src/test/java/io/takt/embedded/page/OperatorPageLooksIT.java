package io.takt.embedded.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every view of the operator page, looked over at each size. The pictures are in {@code
 * target/page}.
 */
class OperatorPageLooksIT extends OnATablet {

  private static final int[][] SIZES = {{1280, 800}, {800, 1280}, {390, 844}};

  private final List<String> complaints = new ArrayList<>();

  @Test
  void everyViewIsLegibleTouchableAndNamedOnTabletAndPhone() throws Exception {
    tell(true);
    tab.open(wire.url());
    tab.await("!!document.getElementById('badge')");
    look("log-in");
    badge();
    tab.await("!!document.querySelector('.choose')");
    look("machines");
    choose();
    tab.await("!!document.getElementById('likely-JAM')");
    look("open-stop");
    tab.tap("#reason-tree");
    look("reasons");
    tab.tap("#dialog-tree-TECH");
    look("reasons-below");
    tab.key("Escape");
    tab.tap("#split-open");
    tab.tap("#cut-add");
    tab.tap("#part-reason-0");
    tab.tap("#pick-JAM");
    tab.await("document.querySelectorAll('dialog').length === 1");
    look("split");
    String before = tab.evaluate("document.querySelector('[role=slider]').ariaValueNow").asText();
    tab.drag("[role=slider]", -40);
    assertThat(tab.evaluate("document.querySelector('[role=slider]').ariaValueNow").asText())
        .as("a finger moved the cut")
        .isNotEqualTo(before);
    tab.key("Escape");
    tab.tap("#tick-all");
    look("several-stops");
    tab.tap("#all-stops");
    tab.await("document.querySelectorAll('dialog li').length > 5");
    look("all-stops");
    tab.key("Escape");
    tab.tap("#scrap");
    look("scrap");
    tab.key("Escape");
    tab.tap("#order");
    look("order");
    tab.key("Escape");
    tab.tap("#note-open");
    look("note");
    tab.key("Escape");
    tab.tap("#person");
    look("person");
    tab.tap("#language");
    tab.awaitText(".state", "Störung");
    look("german");
    tab.darkScheme(true);
    look("german-dark");
    tab.tap("#scrap");
    look("dark-scrap");
    tab.key("Escape");
    tab.tap("#person");
    tab.tap("#language");
    tab.darkScheme(false);
    wire.cut();
    tab.await("document.getElementById('age').className === 'offline'");
    tab.tap("#scrap");
    tab.tap("#parts-2");
    tab.awaitText("#outbox", "1");
    look("offline");
    tab.tap("#outbox");
    look("queue");
    assertThat(complaints).isEmpty();
    assertThat(page.browser().failures()).isEmpty();
  }

  @Test
  void aRunningMachineShowsItsOrderAndShift() throws Exception {
    tell(false);
    logIn();
    tab.awaitText(".order", "of 1,000");
    tab.awaitText(".shift", "OEE");
    look("running");
    assertThat(complaints).isEmpty();
    assertThat(tab.evaluate("document.querySelector('#asset b').textContent").asText())
        .isEqualTo("Press <i>1</i>");
  }

  private void look(String view) throws IOException {
    for (int[] size : SIZES) {
      tab.size(size[0], size[1]);
      tab.await("innerWidth === " + size[0]);
      String name = view + "-" + size[0] + "x" + size[1];
      tab.screenshot(Path.of("target", "page", name + ".png"));
      tab.complaints().forEach(complaint -> complaints.add(name + ": " + complaint));
    }
    tab.size(SIZES[0][0], SIZES[0][1]);
  }
}
