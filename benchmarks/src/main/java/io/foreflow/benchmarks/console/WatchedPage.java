package io.foreflow.benchmarks.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.foreflow.flink.Polling;
import java.io.IOException;
import java.net.URI;

/** A view of the page in a browser, with a script in it that notes when each frame is drawn. */
final class WatchedPage {

  private static final String NOTE_FRAMES =
      """
      const frames = [];
      let last = null;
      const frame = (now) => {
        if (last !== null) frames.push(now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
      window.foreflowFrames = frames;
      """;

  /** A person who goes through the list one page a second, and begins again after the last one. */
  private static final String SCROLL =
      """
      const grid = document.querySelector(".list .grid");
      const page = grid.clientHeight;
      setInterval(() => {
        const end = grid.scrollHeight - page - 1;
        grid.scrollTop = grid.scrollTop >= end ? 0 : grid.scrollTop + page;
      }, 1000);
      """;

  private final ChromiumDriver browser;
  private final URI console;

  WatchedPage(ChromiumDriver browser, URI console) {
    this.browser = browser;
    this.console = console;
  }

  /** Opens the list of series, and begins to scroll it. */
  void openList() throws Exception {
    open("#series", "return document.querySelectorAll('.list .row .c-name a[href]').length > 0");
    JsonNode unused = browser.script(SCROLL);
  }

  /** Opens one series, which follows its newest forecast. */
  void openSeries(String name) throws Exception {
    open("#one?series=" + name, "return document.querySelector('.chart .u-over') !== null");
  }

  private void open(String view, String isShown) throws Exception {
    browser.open(console + view);
    JsonNode unusedAnswer =
        Polling.await("page " + view, () -> browser.script(isShown), JsonNode::asBoolean);
    JsonNode unused = browser.script(NOTE_FRAMES);
  }

  /** The frames since the view was opened. */
  FrameTimes frames() throws IOException, InterruptedException {
    JsonNode frames = browser.script("return window.foreflowFrames");
    double[] millis = new double[frames.size()];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = frames.get(i).asDouble();
    }
    return FrameTimes.of(millis);
  }

  /** Leaves the console. */
  void leave() throws IOException, InterruptedException {
    browser.open("about:blank");
  }
}
