package io.foreflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.console.memory.MemoryLimits;
import io.foreflow.wire.WireFormat;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The page in a real browser, with a real console and records on a real broker. */
class ConsolePageITCase {

  private static final int MANY = 10_000;
  private static final int HOURS = 120;
  private static final String HOSTILE =
      "<img src=x onerror=\"window.harmed=1\"><script>window.harmed=1</script>";
  private static final String FIRST_NAME = ".space > .row[aria-rowindex='2'] .c-name";
  private static final String CUTOFF = "output[for='cutoff']";

  @AutoClose private static Browser browser;
  @AutoClose private static TestPipeline pipeline;
  private static ConsoleFixture fixture;
  private static PageRecords records;
  private static Console console;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    pipeline = TestPipeline.start("page-");
    fixture = pipeline.fixture();
    records = pipeline.records();
    records.many("bulk-", MANY);
    records.history("sensor a", HOURS);
    records.history("sensor b", HOURS);
    records.score("sensor b", HOURS);
    records.episode("sensor b", HOURS - 2);
    records.refusal("wrong-cadence", "found PT1M");
    records.deadLetter(HOSTILE, "undecodable", HOSTILE, HOSTILE + "\u0000");
    fixture.reading("page-readings", WireFormat.JSON, HOSTILE, ConsoleFixture.BEGIN, -7);
    console = pipeline.startConsole(new MemoryLimits(2000, 500, 100, 64 << 20));
    fixture.await(console, "/api/series", answer -> answer.path("total").asInt() == MANY + 3);
    for (String series : List.of("sensor+a", "sensor+b")) {
      fixture.await(
          console,
          "/api/cutoffs?series=" + series,
          answer -> answer.path("cutoffs").size() == HOURS / 2);
    }
  }

  @BeforeEach
  void wide() {
    browser.size(1280, 900);
  }

  @AfterEach
  void browserComplainsOfNothing() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void chartMovesWhenReadingComes() {
    records.history("moving", 60);
    fixture.await(
        console, "/api/cutoffs?series=moving", answer -> answer.path("cutoffs").size() == 30);
    openSeries("series=moving");
    browser.awaitText(".flag", "Now 7 Jan 11:00");
    Object before = picture();

    records.reading("moving", 60);
    browser.await("another picture", () -> !before.equals(picture()));
    browser.awaitText(".figures", "50.00");
    records.forecast("moving", 60, "2");
    browser.awaitText(".flag", "Now 7 Jan 12:00");
  }

  @Test
  void draggedCutoffShowsWhatCame() {
    openSeries("series=sensor+a");
    browser.awaitText(CUTOFF, "2026-01-09 23:00 UTC, the newest");
    browser.awaitText(".sentences", "None of its readings has come yet.");
    int width = browser.element(".chart .u-over").getSize().getWidth();

    // The chart shows three horizons: a sixth of it is half a day.
    browser.drag(browser.element(".cutoff-line .grip"), -width / 6);

    browser.awaitText(CUTOFF, "2026-01-09 11:00 UTC");
    browser.awaitText(".sentences", "Of 24 readings, 12 came, 12 in the 80 % band");
    browser.awaitText(".flag", "Cutoff 9 Jan 11:00");
    browser.awaitText(".chart-legend", "came after the cutoff");
    browser.await("a link", () -> browser.address().contains("cutoff=2026-01-09T11%3A00%3A00Z"));
    String link = browser.address();

    browser.element(".tools button[title^='Follow']").click();
    browser.awaitText(CUTOFF, "2026-01-09 23:00 UTC, the newest");
    openSeries(link.substring(link.indexOf('?') + 1));
    browser.awaitText(CUTOFF, "2026-01-09 11:00 UTC");
  }

  @Test
  void closedMarketIsNoGap() {
    // Until Wednesday noon of the second week. The hours of the first Wednesday are missing.
    List<Integer> hours = PageRecords.openHours(7 * 7 + 4);
    records.market("market", hours.subList(0, 7 * 2 - 1));
    records.market("market", hours.subList(7 * 3 - 1, hours.size()));
    records.market("whole market", hours);
    fixture.await(
        console,
        "/api/cutoffs?series=whole+market",
        answer -> answer.path("cutoffs").size() == hours.size());

    openSeries("series=whole+market&from=2026-01-08T00:00:00Z&to=2026-01-16T00:00:00Z");
    browser.awaitText(".flag", "Now 14 Jan 12:00");
    browser.awaitText(".chart-legend", "market closed");
    assertThat(browser.text(".chart-legend").lines()).doesNotContain("gap");
    assertThat(browser.text(".one-head")).contains("Ready");
    // The third step is the last one of the day, the fourth one the first one of the next day.
    browser.element(".one details summary").click();
    browser.awaitText(".one details table", "2026-01-15 09:00");

    // Saturday is drawn as a closed market, and like Sunday.
    openSeries("series=market&from=2026-01-05T00:00:00Z&to=2026-01-12T00:00:00Z");
    browser.awaitText(".chart-legend", "market closed");
    assertThat(browser.text(".chart-legend").lines()).contains("gap");
  }

  @Test
  void linkRestoresWhatItNames() {
    openSeries(
        "series=sensor+b&cutoff=2026-01-09T00:00:00Z&from=2026-01-08T00:00:00Z"
            + "&to=2026-01-09T12:00:00Z&version=demo@2&compare=demo@1");
    browser.awaitText(CUTOFF, "2026-01-09 00:00 UTC");
    browser.awaitText(".sentences", "demo 2");
    browser.awaitText(".sentences", "You see its last one before, of 2026-01-08 17:00 UTC.");
    assertThat(browser.element("#compare").getDomProperty("value")).isEqualTo("demo@1");
    assertThat(browser.element(".timeline").getDomAttribute("aria-valuetext"))
        .isEqualTo("2026-01-08 00:00 to 2026-01-09 12:00 UTC");
    browser.awaitText("h1", "sensor b");

    browser.open(console, "#series?search=sensor&sort=name&descending=true");
    browser.awaitText(FIRST_NAME, "sensor b");
    assertThat(browser.element("#search").getDomProperty("value")).isEqualTo("sensor");
    assertThat(browser.element(".c-name[role='columnheader']").getDomAttribute("aria-sort"))
        .isEqualTo("descending");
  }

  @Test
  void searchesSortsAndFilters() {
    browser.open(console, "");
    browser.element("#search").sendKeys("BULK-0123");
    browser.awaitText(".foot", "10 of 10,00");
    browser.awaitText(FIRST_NAME, "bulk-01230");
    assertThat(shownNames()).hasSize(10).allMatch(name -> name.startsWith("bulk-0123"));

    WebElement lastValue = browser.element(".c-value[role='columnheader'] button");
    lastValue.click();
    browser.awaitText(FIRST_NAME, "bulk-01230");
    lastValue.click();
    browser.awaitText(FIRST_NAME, "bulk-01239");
    browser.element("#search").sendKeys(Keys.ESCAPE);
    browser.awaitText(FIRST_NAME, "bulk-09999");

    new Select(browser.element(".filter select[aria-label='Status']")).selectByValue("episode");
    browser.awaitText(FIRST_NAME, "sensor b");
    assertThat(shownNames()).containsExactly("sensor b");
    assertThat(browser.text(".space > .row .c-mase")).isEqualTo("0.50");
    new Select(browser.element(".filter select[aria-label='Status']")).selectByValue("warming");
    browser.awaitText(".state", "No series matches these filters.");
    browser.element(".state button").click();
    browser.awaitText(FIRST_NAME, "bulk-09999");
  }

  @Test
  void keyboardAloneIsEnough() {
    browser.open(console, "#pipeline");
    browser.element(".pipeline-body");
    browser.keys("/");
    browser.await("the search", () -> "search".equals(focused()));
    browser.keys("sensor");
    browser.awaitText(".foot", "2 of ");
    browser.keys(Keys.ARROW_DOWN);
    browser.await("the list", () -> "grid".equals(focused()));
    browser.keys(Keys.ARROW_DOWN);
    browser.awaitText(".row.is-active .c-name", "sensor b");
    browser.keys(Keys.ENTER);
    browser.awaitText("h1", "sensor b");
    browser.awaitText(CUTOFF, "2026-01-09 23:00 UTC, the newest");

    for (int tab = 0; tab < 12 && !"chart".equals(focused()); tab++) {
      browser.keys(Keys.TAB);
    }
    assertThat(focused()).isEqualTo("chart");
    browser.keys(Keys.ARROW_LEFT);
    browser.awaitText(CUTOFF, "2026-01-09 22:00 UTC");
    browser.shifted(Keys.ARROW_LEFT);
    browser.awaitText(CUTOFF, "2026-01-09 12:00 UTC");
    browser.keys(Keys.HOME);
    browser.awaitText(CUTOFF, "2026-01-07 12:00 UTC");
    browser.keys(Keys.END);
    browser.awaitText(CUTOFF, "2026-01-09 23:00 UTC, the newest");

    browser.keys("/");
    browser.await("the search", () -> "search".equals(focused()));
    browser.keys("nothing of that name");
    browser.awaitText(".state", "No series matches");
    browser.keys(Keys.ESCAPE);
    browser.awaitText(FIRST_NAME, HOSTILE);
  }

  @Test
  void hostileNamesAreText() {
    browser.open(console, "#series?search=onerror");
    browser.awaitText(FIRST_NAME, HOSTILE);
    browser.element(FIRST_NAME + " a").click();
    browser.awaitText("h1", HOSTILE);
    browser.awaitText(".figures", "−7.00");
    assertHarmless();

    browser.open(console, "#pipeline");
    browser.awaitText(".record", HOSTILE);
    browser.element(".record summary").click();
    browser.awaitText(".record pre", HOSTILE.substring(0, 20));
    browser.awaitText(".pipeline", "wrong-cadence: found PT1M");
    assertHarmless();
  }

  private static void assertHarmless() {
    assertThat(browser.script("return window.harmed ?? 'unharmed'")).isEqualTo("unharmed");
    assertThat(browser.script("return document.querySelectorAll('body img, body script').length"))
        .isEqualTo(0L);
  }

  @Test
  void scrollsThroughTenThousandSeries() {
    browser.open(console, "");
    browser.awaitText(FIRST_NAME, HOSTILE);
    for (int number : List.of(5000, 9999, 2500)) {
      browser.script("document.querySelector('.grid').scrollTop = 36 * arguments[0]", number - 3);
      // Its first row is the head, its second one the hostile name.
      String row = ".space > .row[aria-rowindex='%d']".formatted(number + 3);
      browser.awaitText(row + " .c-name", "bulk-%05d".formatted(number));
      Object rows = browser.script("return document.querySelectorAll('.space > .row').length");
      assertThat((Long) Objects.requireNonNull(rows)).isBetween(10L, 60L);
    }
  }

  @Test
  void saysWhyWavesAreNotKnown() {
    browser.open(console, "#pipeline");
    browser.awaitText(".without-waves", "Start the console with --flink URL");
    assertThat(browser.text(".flow dl")).doesNotContain("Wave");

    console.watchFlink(URI.create("http://127.0.0.1:1"));
    browser.awaitText(".without-waves", "Flink does not answer");
  }

  @Test
  void everybodyCanUseThePage() {
    for (String view : List.of("#series", "#one?series=sensor+b&compare=demo@1", "#pipeline")) {
      browser.open(console, view);
      for (String theme : List.of("light", "dark")) {
        browser.await(
            theme,
            () -> {
              browser.element("#theme").click();
              return browser.text("#theme").equals("Theme: " + theme);
            });
        for (int width : List.of(1280, 390)) {
          browser.size(width, 900);
          awaitContent(view);
          assertThat(browser.accessibilityProblems()).as(view + theme + width).isEmpty();
          assertThat(
                  browser.script(
                      "const { scrollWidth, clientWidth } = document.documentElement;"
                          + "return scrollWidth - clientWidth;"))
              .as(view + " is not wider than " + width)
              .isEqualTo(0L);
        }
      }
    }
  }

  private static void awaitContent(String view) {
    switch (view) {
      case "#series" -> browser.awaitText(FIRST_NAME, HOSTILE);
      case "#pipeline" -> browser.awaitText(".pipeline", "wrong-cadence: found PT1M");
      default -> browser.awaitText(".sentences", "demo 2");
    }
  }

  private static void openSeries(String query) {
    browser.open(console, "#one?" + query);
    browser.element(".chart canvas");
  }

  private static Object picture() {
    return Objects.requireNonNull(
        browser.script("return document.querySelector('.chart canvas').toDataURL()"));
  }

  /** The id or the class of the element that has the focus. */
  private static Object focused() {
    return Objects.requireNonNull(
        browser.script(
            "const { id, className } = document.activeElement; return id || className;"));
  }

  private static List<String> shownNames() {
    Object names =
        browser.script(
            """
            return [...document.querySelectorAll(".space > .row:not([hidden]) .c-name")]
              .map((name) => name.textContent);
            """);
    return ((List<?>) Objects.requireNonNull(names)).stream().map(String::valueOf).toList();
  }
}
