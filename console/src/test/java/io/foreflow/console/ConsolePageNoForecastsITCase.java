package io.foreflow.console;

import io.foreflow.wire.RejectionReason;
import org.junit.jupiter.api.Test;

/** The page in a real browser, while readings come and no forecasts. */
class ConsolePageNoForecastsITCase {

  private static final String SILENT = "The job is silent";
  private static final String FIRST_NAME = ".space > .row[aria-rowindex='2'] .c-name";

  @Test
  void closedMarketIsNoSilentJob() throws Exception {
    try (Browser browser = Browser.start();
        TestPipeline pipeline = TestPipeline.start("none-")) {
      PageRecords records = pipeline.records();
      Console console = pipeline.startConsole();
      records.reading("sensor a", 0);
      browser.open(console, "");
      browser.awaitText(FIRST_NAME, "sensor a");
      // A minute of waiting would end the silence: readings go on.
      browser.await(
          "a silent job",
          () -> {
            records.reading("sensor a", 1);
            return browser.text(".state").contains(SILENT);
          });

      browser.await(
          "no silent job",
          () -> {
            records.reading("sensor a", 2);
            records.deadLetter("sensor a", RejectionReason.MARKET_CLOSED.code(), "closed", "{}");
            return browser.text(".state").isEmpty();
          });
    }
  }
}
