package io.foreflow.benchmarks.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.foreflow.benchmarks.job.Broker;
import io.foreflow.benchmarks.job.WorkFolder;
import io.foreflow.benchmarks.report.BenchReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures a console that reads a live load. In each round it is measured alone, with readers of
 * its event stream, and with these and a browser. All of that has the same console and the same
 * load, so the ratios say what the readers and the browser add.
 */
final class ConsoleBench {

  private static final double MEGABYTE = 1 << 20;
  private static final List<String> TOPICS =
      List.of(
          ConsoleRecords.READINGS,
          ConsoleRecords.FORECASTS,
          "model-events",
          "dead-letters",
          "late-readings");

  private final ConsoleBenchOptions options;
  private final Consumer<String> progress;
  private final ConsoleProcess console;
  private final LoadWriter load;
  private final Optional<WatchedPage> page;
  private final ConsoleFigures figures;

  private ConsoleBench(
      ConsoleBenchOptions options,
      Consumer<String> progress,
      ConsoleProcess console,
      LoadWriter load,
      Optional<WatchedPage> page) {
    this.options = options;
    this.progress = progress;
    this.console = console;
    this.load = load;
    this.page = page;
    this.figures = new ConsoleFigures(options.rounds());
  }

  /**
   * Measures all figures.
   *
   * @param progress takes progress lines
   */
  static BenchReport run(ConsoleBenchOptions options, Consumer<String> progress) throws Exception {
    try (WorkFolder folder = WorkFolder.create();
        Broker broker = Broker.start(folder.path().resolve("broker"))) {
      broker.createTopics(TOPICS, Map.of());
      Path logs = folder.path().resolve("console");
      try (ConsoleProcess console =
              ConsoleProcess.start(logs, broker.address(), options.heapMegabytes());
          LoadWriter load = LoadWriter.start(broker.address(), options)) {
        return run(options, progress, console, load, logs);
      }
    }
  }

  private static BenchReport run(
      ConsoleBenchOptions options,
      Consumer<String> progress,
      ConsoleProcess console,
      LoadWriter load,
      Path logs)
      throws Exception {
    Optional<ChromiumDriver> browser = ChromiumDriver.start(logs);
    try {
      Optional<WatchedPage> page =
          browser.map(chromium -> new WatchedPage(chromium, console.address()));
      return new ConsoleBench(options, progress, console, load, page).measure();
    } finally {
      if (browser.isPresent()) {
        browser.get().close();
      }
    }
  }

  private BenchReport measure() throws Exception {
    progress.accept(
        "warming up for %,d s with %,d readings/s of %,d series"
            .formatted(options.warmUp().toSeconds(), options.rate(), options.series()));
    Thread.sleep(options.warmUp().toMillis());
    for (int round = 0; round < options.rounds(); round++) {
      progress.accept("round %d of %d".formatted(round + 1, options.rounds()));
      measure(round);
      memory(round);
    }
    return figures.report(page.isPresent() ? Map.of() : Map.of("browser", ChromiumDriver.MISSING));
  }

  private void measure(int round) throws Exception {
    span(round, "alone", options.withoutBrowser());
    try (Readers readers = Readers.start(console.address(), options.series())) {
      span(round, "clients", options.withoutBrowser());
      if (page.isPresent()) {
        page.get().openList();
        span(round, "list", options.ofView());
        figures.frames(round, "list", page.get().frames());
        page.get().openSeries(ConsoleRecords.series(0));
        span(round, "series", options.ofView());
        figures.frames(round, "series", page.get().frames());
        page.get().leave();
      }
      readers.requireRunning();
      figures.put(round, "clients.leastEvents", readers.leastEvents(), "events/s");
      figures.put(round, "clients.mostEvents", readers.mostEvents(), "events/s");
      figures.put(round, "clients.resets", (double) readers.resets(), "resets");
    }
  }

  /** The processor time of the console over a span, and how well it and the load kept up. */
  private void span(int round, String name, Duration length) throws Exception {
    long written = load.written();
    Duration cpu = console.cpuTime();
    long began = System.nanoTime();
    long end = began + length.toNanos();
    long behind = 0;
    while (System.nanoTime() < end) {
      Thread.sleep(Math.min(1000, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
      long read = console.read();
      behind = Math.max(behind, load.written() - read);
      load.requireRunning();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    double used = console.cpuTime().minus(cpu).toNanos() / 1e9;
    figures.cpu(round, name, used / seconds);
    figures.put(round, name + ".records", (load.written() - written) / seconds, "records/s");
    figures.put(round, name + ".mostBehind", (double) behind, "records");
    figures.put(round, name + ".machineLoad", ConsoleFigures.machineLoad(), "threads");
  }

  private void memory(int round) throws Exception {
    JsonNode memory = console.overview().path("memory");
    figures.put(round, "memory.counted", memory.path("bytes").asLong() / MEGABYTE, "MiB");
    figures.put(round, "memory.limit", memory.path("limit").asLong() / MEGABYTE, "MiB");
    figures.put(round, "memory.live", console.liveBytes() / MEGABYTE, "MiB");
    console
        .residentBytes()
        .ifPresent(bytes -> figures.put(round, "memory.process", bytes / MEGABYTE, "MiB"));
  }
}
