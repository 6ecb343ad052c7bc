package io.foreflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many tabs and windows of one browser. It opens six connections to one server at most. */
class ConsoleWindowsITCase {

  private static final int WINDOWS = 8;

  @AutoClose private static Browser browser;
  @AutoClose private static TestPipeline pipeline;
  private static PageRecords records;
  private static Console console;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    pipeline = TestPipeline.start("windows-");
    records = pipeline.records();
    for (int window = 0; window < WINDOWS; window++) {
      records.history("window " + window, 30);
    }
    console = pipeline.startConsole();
    pipeline
        .fixture()
        .await(
            console,
            "/api/series?status=ready",
            answer -> answer.path("matching").asInt() == WINDOWS);
  }

  @AfterEach
  void browserComplainsOfNothing() {
    assertThat(browser.complaints()).isEmpty();
    browser.closeTabs();
  }

  @Test
  void manyWindowsAreAllLive() {
    List<String> windows = new ArrayList<>();
    for (int number = 0; number < WINDOWS; number++) {
      browser.openWindow(console, "#one?series=window+" + number);
      browser.awaitText(".flag", "Now 6 Jan 05:00");
      windows.add(browser.window());
    }
    for (int number = 0; number < WINDOWS; number++) {
      records.forecast("window " + number, 30, "2");
    }
    for (int number = 0; number < WINDOWS; number++) {
      browser.show(windows.get(number));
      assertThat(browser.text("h1")).isEqualTo("window " + number);
      browser.awaitText(".flag", "Now 6 Jan 06:00");
    }
  }

  @Test
  void manyTabsShareTheConsole() {
    records.history("tabs", 30);
    browser.open(console, "#one?series=tabs");
    browser.awaitText(".flag", "Now 6 Jan 05:00");
    for (int tab = 0; tab < WINDOWS; tab++) {
      browser.openTab(console, "");
      browser.awaitText(".space", "tabs");
      browser.await("figures", () -> browser.text("#pulse").contains(" series"));
    }
    records.forecast("tabs", 30, "2");
    browser.closeTabs();
    browser.awaitText(".flag", "Now 6 Jan 06:00");
  }

  @Test
  void browserWithoutSharedWorkersIsLive() {
    records.history("alone", 30);
    browser.openTab(console, "");
    browser.beforeEachPage("delete window.SharedWorker");
    browser.open(console, "#one?series=alone");
    browser.awaitText(".flag", "Now 6 Jan 05:00");
    records.forecast("alone", 30, "2");
    browser.awaitText(".flag", "Now 6 Jan 06:00");
  }
}
