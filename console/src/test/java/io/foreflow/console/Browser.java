package io.foreflow.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium that shows the page of a console. */
final class Browser implements AutoCloseable {

  /** Long, because a busy machine can take a minute for what is done in a moment elsewhere. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final List<Path> CHROMIUMS =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final List<String> QUIET =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts Chromium. Without one the tests that ask for it are skipped. */
  static Browser start() {
    Optional<Path> chromium = CHROMIUMS.stream().filter(Files::isExecutable).findFirst();
    Assumptions.assumeTrue(
        chromium.isPresent() && Files.isExecutable(DRIVER),
        "Chromium is not installed (Debian: apt-get install chromium chromium-driver)");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    options.addArguments(QUIET);
    options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .withTimeout(PATIENCE)
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
    browser.command("Emulation.setTimezoneOverride", Map.of("timezoneId", "UTC"));
    browser.size(1280, 900);
    return browser;
  }

  void size(int width, int height) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  private void command(String name, Map<String, Object> parameters) {
    driver.executeCdpCommand(name, parameters);
  }

  /** Opens a view as if nobody had looked at the console before. */
  void open(Console console, String view) {
    // An address that differs after its # only would not be loaded again.
    driver.get("about:blank");
    driver.get("http://127.0.0.1:" + console.port() + "/" + view);
  }

  /** Opens a view in one more tab. */
  void openTab(Console console, String view) {
    driver.switchTo().newWindow(WindowType.TAB);
    open(console, view);
  }

  /** Opens a view in one more window. It is seen as well as the windows before. */
  void openWindow(Console console, String view) {
    driver.switchTo().newWindow(WindowType.WINDOW);
    open(console, view);
  }

  /** What the tab or window is known by that is in front. */
  String window() {
    return driver.getWindowHandle();
  }

  /** Brings a tab or a window to the front. */
  void show(String window) {
    driver.switchTo().window(window);
    command("Page.bringToFront", Map.of());
  }

  /** Runs a script before those of each page that this tab opens. */
  void beforeEachPage(String script) {
    command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /** Closes all tabs but the first one. */
  void closeTabs() {
    List<String> tabs = List.copyOf(driver.getWindowHandles());
    for (String tab : tabs.subList(1, tabs.size())) {
      driver.switchTo().window(tab).close();
    }
    driver.switchTo().window(tabs.get(0));
  }

  String address() {
    return driver.getCurrentUrl();
  }

  /** The first visible element, waited for. */
  WebElement element(String selector) {
    return await("an element " + selector, () -> visible(selector));
  }

  private @Nullable WebElement visible(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .filter(WebElement::isDisplayed)
        .findFirst()
        .orElse(null);
  }

  /** The text of the first visible element; empty if there is none. */
  String text(String selector) {
    WebElement element = visible(selector);
    return element == null ? "" : element.getText();
  }

  /** Waits until the text of an element holds another text. */
  void awaitText(String selector, String part) {
    await(selector + " with " + part, () -> text(selector).contains(part) ? part : null);
  }

  /** Waits for something that is neither null nor false. */
  <T> T await(String what, Supplier<? extends @Nullable T> condition) {
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> what + " in " + text("body"))
        .until(ignored -> condition.get());
  }

  @Nullable Object script(String text, Object... arguments) {
    return driver.executeScript(text, arguments);
  }

  /** Keys for the element that has the focus. */
  void keys(CharSequence... keys) {
    Actions actions = new Actions(driver);
    for (CharSequence key : keys) {
      actions.sendKeys(key);
    }
    actions.perform();
  }

  /** A key together with Shift. */
  void shifted(CharSequence key) {
    new Actions(driver).keyDown(Keys.SHIFT).sendKeys(key).keyUp(Keys.SHIFT).perform();
  }

  /** Moves the pointer to a place right of the middle of an element. */
  void point(WebElement element, int right) {
    new Actions(driver).moveToElement(element, right, 0).perform();
  }

  /** Drags an element sideways by pixels. */
  void drag(WebElement element, int right) {
    new Actions(driver)
        .moveToElement(element)
        .clickAndHold()
        .moveByOffset(right / 2, 0)
        .moveByOffset(right - right / 2, 0)
        .release()
        .perform();
  }

  /** What the page's checker of accessibility, axe, finds wrong: one line for each place. */
  List<?> accessibilityProblems() {
    if (!Boolean.TRUE.equals(script("return typeof axe === 'object'"))) {
      script(axe());
    }
    Object lines =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ["violations"] }).then(
              ({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
                nodes.map((node) => `${id}: ${help}: ${node.target} ${node.failureSummary}`))),
              (problem) => done([`axe failed: ${problem}`]));
            """);
    return (List<?>) Objects.requireNonNull(lines);
  }

  private static String axe() {
    try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Errors and warnings in the browser's console since the last call. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
