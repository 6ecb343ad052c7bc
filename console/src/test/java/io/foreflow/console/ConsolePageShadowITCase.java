package io.foreflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The page in a real browser, while a shadow forecasts beside the live model. */
class ConsolePageShadowITCase {

  private static final int HOURS = 48;

  @AutoClose private static Browser browser;
  @AutoClose private static TestPipeline pipeline;
  private static PageRecords records;
  private static Console console;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    pipeline = TestPipeline.start("shadow-page-");
    records = pipeline.records();
    console = pipeline.startConsole();
  }

  @BeforeEach
  void wide() {
    browser.size(1280, 900);
  }

  @AfterEach
  void browserComplainsOfNothing() {
    assertThat(browser.complaints()).isEmpty();
  }

  private static void openHistory(String series, String query) {
    records.history(series, HOURS);
    pipeline
        .fixture()
        .await(
            console,
            "/api/cutoffs?series=" + series,
            answer -> answer.path("cutoffs").size() >= HOURS / 2);
    browser.open(console, "#one?series=" + series + query);
    browser.awaitText(".flag", "Now 6 Jan 23:00");
  }

  @Test
  void namesShadowsAsSuch() {
    for (int hour = HOURS - 12; hour < HOURS; hour++) {
      records.shadowForecast("compared", hour, "9");
    }
    openHistory("compared", "&compare=demo@9");

    browser.awaitText(".sentences", "demo 2 (ready)");
    browser.awaitText(".sentences", "demo 9 (a shadow, ready)");
    Select compare = new Select(browser.element("#compare"));
    assertThat(compare.getFirstSelectedOption().getText()).isEqualTo("demo 9 (shadow)");
    assertThat(browser.text(".chart-legend").lines())
        .contains("median and bands", "compared version (shadow)");
    browser.awaitText(".thirds .legend", "demo 9 (shadow)");
    WebElement chart = browser.element(".chart .u-over");
    browser.point(chart, chart.getSize().getWidth() / 3);
    browser.awaitText(".tip", "demo 9 (shadow)");
    assertThat(browser.text(".tip")).doesNotContain("demo 2 (shadow)");
  }

  @Test
  void longNamesFitNarrowScreens() {
    String version = "2026-01-05-with-a-longer-history";
    records.shadowForecast("long", HOURS - 1, version);
    browser.size(390, 900);
    openHistory("long", "&compare=demo@" + version);

    browser.awaitText(".sentences", "(a shadow, ready)");
    assertThat(
            browser.script(
                "const { scrollWidth, clientWidth } = document.documentElement;"
                    + "return scrollWidth - clientWidth;"))
        .isEqualTo(0L);
    assertThat(browser.accessibilityProblems()).isEmpty();
  }

  @Test
  void liveForecastReplacesTheShadows() {
    openHistory("late", "");

    records.shadowForecast("late", HOURS, "9");
    browser.awaitText(".flag", "Now 7 Jan 00:00");
    browser.awaitText(".sentences", "demo 9 (a shadow, ready)");
    records.forecast("late", HOURS, "2");

    browser.awaitText(".sentences", "demo 2 (ready)");
  }

  @Test
  void versionThatTakesOverIsNoShadow() {
    records.shadowForecast("taken", HOURS - 1, "9");
    openHistory("taken", "&version=demo@9");
    browser.awaitText(".sentences", "demo 9 (a shadow, ready)");

    records.forecast("taken", HOURS, "9");
    browser.awaitText(".sentences", "demo 9 (ready)");
    Select version = new Select(browser.element("#version"));
    browser.await("no shadow", () -> version.getFirstSelectedOption().getText().equals("demo 9"));
  }
}
