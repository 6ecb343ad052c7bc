package io.foreflow.trainer.report;

import io.foreflow.evaluation.backtest.Findings;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.TrainingReport;
import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.loop.GradientReach;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page about a model: what it is, how good it is beside the baselines, and how its training went
 * where that is known.
 */
public final class Report {

  private final Manifest manifest;
  private final Findings result;
  private final String scores;
  private final Optional<TrainingReport> training;
  private final List<Plot> plots = new ArrayList<>();
  private final List<String> notes;

  /**
   * @param training how it went; empty where only the file is at hand
   * @param notes what else the reader should know, in plain sentences
   */
  public Report(
      StepModel model,
      List<SeriesHistory> histories,
      Findings result,
      Optional<TrainingReport> training,
      List<String> notes) {
    this.manifest = model.manifest();
    this.result = result;
    this.training = training;
    this.notes = new ArrayList<>(notes);
    Figures figures = Figures.of(result, model, histories);
    scores = figures.scores();
    plots.addAll(figures.plots());
    training.ifPresent(this::add);
  }

  private void add(TrainingReport report) {
    plots.add(Plots.losses(report));
    plots.add(Plots.gradientNorms(report));
    for (Fit member : report.members()) {
      if (!member.reaches().isEmpty()) {
        GradientReach last = member.reaches().get(member.reaches().size() - 1);
        plots.add(Plots.reach(last));
        notes.addAll(last.warnings());
        break;
      }
    }
  }

  /** Writes the page, and each plot as PNG beside it: {@code report-loss.png} and so on. */
  public void writeTo(Path page) throws IOException {
    String name = String.valueOf(page.getFileName());
    String stem = name.endsWith(".html") ? name.substring(0, name.length() - 5) : name;
    for (Plot plot : plots) {
      PngCanvas canvas = new PngCanvas(Plot.WIDTH, Plot.HEIGHT);
      plot.draw(canvas);
      try (OutputStream out =
          Files.newOutputStream(page.resolveSibling(stem + "-" + plot.id() + ".png"))) {
        canvas.writeTo(out);
      }
    }
    Files.writeString(page, html(), StandardCharsets.UTF_8);
  }

  String html() {
    StringBuilder html = new StringBuilder(head());
    html.append("<h1>").append(Html.escape(manifest.model())).append("</h1>\n<p>");
    html.append(Html.escape(summary())).append("</p>\n");
    if (!notes.isEmpty()) {
      html.append(Html.list(notes));
    }
    html.append("<h2>Beside simple forecasts</h2>\n").append(scores);
    html.append("<div class=\"plots\">\n");
    for (Plot plot : plots) {
      SvgCanvas canvas = new SvgCanvas(Plot.WIDTH, Plot.HEIGHT);
      plot.draw(canvas);
      html.append("<figure>").append(canvas.svg()).append("</figure>\n");
    }
    html.append("</div>\n<h2>How it was made</h2>\n").append(made());
    return html.append("</body></html>\n").toString();
  }

  private String summary() {
    return "Version %s, %d slots of %s ahead, trained on %,d readings of %,d series, %s to %s. Measured on %,d targets of %,d forecasts."
        .formatted(
            manifest.version(),
            manifest.horizon(),
            manifest.cadence(),
            manifest.provenance().readings(),
            manifest.provenance().series(),
            manifest.provenance().from(),
            manifest.provenance().to(),
            result.targets(),
            result.extent().origins());
  }

  private String made() {
    List<List<String>> rows = new ArrayList<>();
    manifest.provenance().configuration().forEach((name, value) -> rows.add(List.of(name, value)));
    rows.add(List.of("data", manifest.provenance().dataDigest()));
    rows.add(List.of("seed", "" + manifest.provenance().seed()));
    manifest.provenance().engines().forEach((name, value) -> rows.add(List.of(name, value)));
    training.ifPresent(
        report -> {
          rows.add(List.of("weight updates", "" + report.steps()));
          rows.add(List.of("updates not made", "" + report.skippedSteps()));
          rows.add(List.of("ended because", "" + report.ending()));
        });
    return Html.table(List.of("", ""), rows);
  }

  private static String head() {
    StringBuilder light = new StringBuilder();
    for (Ink ink : Ink.values()) {
      light.append(ink.variable()).append(':').append(ink.hex()).append(';');
    }
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Foreflow report</title>
        <meta name="viewport" content="width=device-width">
        <style>
        :root {color-scheme: light dark; %s}
        @media (prefers-color-scheme: dark) {:root {--ink-text:#e6edf3;--ink-grid:#30363d;--ink-actual:#9ea7b3;
          --ink-model:#58a6ff;--ink-second:#f0883e;--ink-third:#3fb950;--ink-fourth:#bc8cff;--ink-fifth:#f778ba;
          --ink-sixth:#d29922}}
        body {font: 15px/1.5 system-ui, sans-serif; color: var(--ink-text); max-width: 1180px; margin: 2em auto; padding: 0 1em}
        svg {font: 11px system-ui, sans-serif; width: 100%%; height: auto}
        .plots {display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 1em}
        figure {margin: 0; border: 1px solid var(--ink-grid); border-radius: 6px; padding: 8px}
        table {border-collapse: collapse} th, td {padding: 2px 12px 2px 0; text-align: right}
        tr th:first-child {text-align: left; font-weight: normal} td {font-variant-numeric: tabular-nums}
        </style></head><body>
        """
        .formatted(light);
  }
}
