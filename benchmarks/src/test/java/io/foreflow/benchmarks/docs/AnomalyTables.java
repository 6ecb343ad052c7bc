package io.foreflow.benchmarks.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of results that show how good anomaly episodes are. */
final class AnomalyTables {

  private static final Map<String, String> DETECTORS = new LinkedHashMap<>();

  static {
    DETECTORS.put("episodes", "episodes");
    DETECTORS.put("zScore", "z-score");
    DETECTORS.put("ewma", "EWMA band");
    DETECTORS.put("cutForest", "random cut forest");
  }

  private static final List<String> KINDS =
      List.of("spike", "dropout", "level-shift", "stuck", "variance", "phase", "all");

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private AnomalyTables(Results results) {
    this.results = results;
  }

  static String of(Results results) {
    AnomalyTables tables = new AnomalyTables(results);
    tables.found();
    tables.undisturbed();
    return tables.text.toString();
  }

  private void found() {
    text.append(
        """

        ## Anomalies

        Simulated faults that were found, in percent (`bench anomalies`). All detectors give the same number of alarms
        on the same series without faults. "By chance" is what those alarms would find.

        | kind | by chance | episodes | z-score | EWMA band | random cut forest |
        |---|---|---|---|---|---|
        """);
    for (String kind : KINDS) {
      text.append("| ").append(kind.replace('-', ' ')).append(" | ");
      text.append(kind.equals("all") ? "" : figure("byChance", kind, "recall"));
      DETECTORS.keySet().forEach(name -> text.append(" | ").append(figure(name, kind, "recall")));
      text.append(" |\n");
    }
    text.append(
        """

        The same by detector, of all kinds together. The delay is that of the faults that were found, in readings.

        | detector | found, % | alarms that are right, % | delay | false alarms per series and week |
        |---|---|---|---|---|
        """);
    DETECTORS.forEach(
        (name, title) -> {
          text.append("| ").append(title);
          for (String figure : List.of("recall", "precision", "delay", "falsePerWeek")) {
            text.append(" | ").append(figure(name, "all", figure));
          }
          text.append(" |\n");
        });
  }

  private void undisturbed() {
    text.append(
        """

        Episodes in series without known faults, where one in a series and week is allowed
        (`bench anomalies --undisturbed`). `changingSensors` turn into other sensors for good.

        | series | series-weeks | episodes per series and week | of these stuck sensors |
        |---|---|---|---|
        """);
    ResultFile file = ResultFile.ANOMALIES_UNDISTURBED;
    for (String name :
        List.of("sensors", "changingSensors", "etth1", "m4Hourly", "losLoop", "all")) {
      String stuck =
          name.equals("all") ? "" : Figures.text(results.median(file, name + ".stuckPerWeek"));
      text.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  name.equals("all") ? "all" : "`" + name + "`",
                  Figures.text(results.median(file, name + ".seriesWeeks")),
                  Figures.text(results.median(file, name + ".alarmsPerWeek")),
                  stuck));
    }
  }

  private String figure(String detector, String kind, String figure) {
    return Figures.text(results.median(ResultFile.ANOMALIES, detector + "." + kind + "." + figure));
  }
}
