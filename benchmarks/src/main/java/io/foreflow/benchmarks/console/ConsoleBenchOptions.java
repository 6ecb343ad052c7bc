package io.foreflow.benchmarks.console;

import java.time.Duration;

/**
 * The options of {@code foreflow bench console}.
 *
 * @param rate readings a second, each with its forecast
 * @param warmUp time of load before the first measurement
 * @param watched how long the page is looked at in each round, half of it the list
 * @param heapMegabytes largest heap of the console
 */
record ConsoleBenchOptions(
    int rounds, int series, int rate, Duration warmUp, Duration watched, int heapMegabytes) {

  /** How long one view is looked at. */
  Duration ofView() {
    return watched.dividedBy(2);
  }

  /** How long a console without a browser is measured. */
  Duration withoutBrowser() {
    return watched.dividedBy(4);
  }
}
