package io.foreflow.benchmarks.docs;

/** The eight figures at the beginning of {@code docs/performance.md}. */
final class KeyFigures {
  static final String BEGIN = "<!-- figures: made from benchmarks/results by ResultsPageTest -->\n";
  static final String END = "<!-- end of figures -->\n";

  private final Results results;
  private final StringBuilder table = new StringBuilder();

  private KeyFigures(Results results) {
    this.results = results;
  }

  /** The table between its two marks. */
  static String table(Results results) {
    KeyFigures figures = new KeyFigures(results);
    figures.table.append(BEGIN).append("| question | measured | repeat it |\n|---|---|---|\n");
    figures.speed();
    figures.latency();
    figures.comparison();
    figures.manySeries();
    figures.swap();
    figures.training();
    return figures.table.append(END).toString();
  }

  private void speed() {
    row(
        "How many readings does one core forecast?",
        "**%s a second**".formatted(median(ResultFile.JOB, "job")),
        "bench job");
  }

  private void latency() {
    latency("How soon is a forecast there?", "readUncommitted");
    latency("How soon, exactly-once?", "readCommitted");
  }

  private void latency(String question, String consumer) {
    row(
        question,
        "half within %s ms, 99 %% within **%s ms**"
            .formatted(
                median(ResultFile.LATENCY, "rate." + consumer + ".p50"),
                median(ResultFile.LATENCY, "rate." + consumer + ".p99")),
        "bench latency");
  }

  private void comparison() {
    row(
        "How does it compare per core?",
        "%s times a window, **%s** times Kafka Streams, %s times DL4J"
            .formatted(
                ratio(ResultFile.JOB, "window64"),
                ratio(ResultFile.JOB_PEERS, "kafkaStreams"),
                ratio(ResultFile.JOB_PEERS, "dl4j")),
        "bench job");
  }

  private void manySeries() {
    row(
        "How much memory does a series take?",
        "**%s bytes** on the heap, %s in RocksDB's files"
            .formatted(
                median(ResultFile.MEMORY_TRACKED, "heap"),
                median(ResultFile.MEMORY_TRACKED, "rocksdbFiles")),
        "bench memory");
    row(
        "How fast are a million series, or RocksDB?",
        "**%s a second**; in RocksDB %s"
            .formatted(
                median(ResultFile.JOB_HUGE_PAGES, "millionSeries"),
                median(ResultFile.JOB, "rocksdb")),
        "bench job");
  }

  private void swap() {
    row(
        "What does a new model cost 100,000 series?",
        "%s s of one core, longest wave **%s ms**"
            .formatted(
                Figures.text(results.median(ResultFile.REPLAY, "replayOfAll") / 1000),
                median(ResultFile.REPLAY, "longestWave")),
        "bench replay");
  }

  private void training() {
    row(
        "How fast is a training?",
        "**%s updates a second**, %s times PyTorch in Python"
            .formatted(
                median(ResultFile.TRAIN, "trainer"), ratio(ResultFile.TRAIN, "trainerToPython")),
        "bench train");
  }

  private String median(ResultFile file, String variant) {
    return Figures.text(results.median(file, variant));
  }

  private String ratio(ResultFile file, String name) {
    return Figures.text(results.ratio(file, name));
  }

  private void row(String question, String measured, String command) {
    table.append("| %s | %s | `%s` |\n".formatted(question, measured, command));
  }
}
