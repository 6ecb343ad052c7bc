package io.foreflow.trainer.report;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.TrainingReport;
import io.foreflow.trainer.loop.Fit;
import io.foreflow.trainer.loop.GradientReach;
import io.foreflow.trainer.report.PageView.Figure;
import io.foreflow.trainer.report.PageView.KeyFigure;
import io.foreflow.trainer.report.PageView.Section;
import io.foreflow.trainer.report.PageView.Setting;
import io.foreflow.trainer.report.ResultPart.Chapter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page about a model: what it is, how good it is beside the baselines, and how its training went
 * where that is known. The same model, data and zone give the same bytes.
 */
public final class Report {

  private final Manifest manifest;
  private final ZoneId zone;
  private final Optional<TrainingReport> training;
  private final List<KeyFigure> keyFigures;
  private final List<Chapter> chapters;
  private final List<String> notes;

  /**
   * @param zone of the times that the page shows
   * @param training how it went; empty where only the file is at hand
   * @param notes what else the reader should know, in plain sentences
   */
  public Report(
      StepModel model,
      List<SeriesHistory> histories,
      ZoneId zone,
      BacktestResult<?> result,
      Optional<TrainingReport> training,
      List<String> notes) {
    this.manifest = model.manifest();
    this.zone = zone;
    this.training = training;
    this.notes = new ArrayList<>(notes);
    ResultPart part = ResultPart.of(result, model, histories, zone);
    keyFigures = new ArrayList<>(part.keyFigures());
    keyFigures.add(
        new KeyFigure(
            ResultPart.count(result.targets()),
            "readings compared with %s forecasts"
                .formatted(ResultPart.count(result.extent().origins()))));
    chapters = new ArrayList<>(part.chapters());
    training.ifPresent(this::add);
  }

  private void add(TrainingReport report) {
    List<Plot> plots = new ArrayList<>();
    plots.add(TrainingPlots.losses(report));
    plots.add(TrainingPlots.gradientNorms(report));
    for (Fit member : report.members()) {
      if (!member.reaches().isEmpty()) {
        GradientReach last = member.reaches().get(member.reaches().size() - 1);
        plots.add(TrainingPlots.reach(last, manifest));
        notes.addAll(last.warnings());
        break;
      }
    }
    chapters.add(new Chapter("Training", course(report), List.of(), plots));
  }

  private static String course(TrainingReport report) {
    String skipped =
        report.skippedSteps() == 0
            ? ""
            : " %s of them were not made, because the loss or the gradients were not finite."
                .formatted(ResultPart.count(report.skippedSteps()));
    return "%s weight updates.%s The training ended because %s."
        .formatted(ResultPart.count(report.steps()), skipped, ending(report));
  }

  private static String ending(TrainingReport report) {
    return switch (report.ending()) {
      case ALL_STEPS -> "all steps were made";
      case NO_BETTER ->
          "the held-out readings were forecast no better for as long as patience says";
      case ASKED -> "it was asked to stop";
    };
  }

  /** Writes the page, and each plot as PNG beside it: {@code report-loss.png} and so on. */
  public void writeTo(Path page) throws IOException {
    String name = String.valueOf(page.getFileName());
    String stem = name.endsWith(".html") ? name.substring(0, name.length() - 5) : name;
    for (Chapter chapter : chapters) {
      for (Plot plot : chapter.plots()) {
        Path image = page.resolveSibling(stem + "-" + plot.id() + ".png");
        try (OutputStream out = Files.newOutputStream(image)) {
          PlotImage.write(plot, out);
        }
      }
    }
    Files.writeString(page, html(), StandardCharsets.UTF_8);
  }

  private String html() {
    return PageTemplate.fill(
        new PageView(
            manifest.model(),
            summary(),
            keyFigures,
            notes,
            chapters.stream().map(Report::section).toList(),
            settings()));
  }

  private static Section section(Chapter chapter) {
    return new Section(
        chapter.title(),
        chapter.intro(),
        chapter.tables(),
        chapter.plots().stream().map(Figure::of).toList());
  }

  private String summary() {
    return "Forecasts %s ahead in steps of %s. Trained on %s readings of %s series, from %s to %s. All times are %s."
        .formatted(
            ahead(),
            TimeText.duration(manifest.cadence()),
            ResultPart.count(manifest.provenance().readings()),
            ResultPart.count(manifest.provenance().series()),
            TimeText.local(manifest.provenance().from(), zone),
            TimeText.local(manifest.provenance().to(), zone),
            TimeText.zone(zone));
  }

  /** In the unit of the plots: 24 hours rather than a day. */
  private String ahead() {
    TimeUnit unit = TimeUnit.of(manifest.cadence(), manifest.horizon());
    double count = unit.count(manifest.cadence(), manifest.horizon());
    return count == Math.rint(count)
        ? unit.text((long) count)
        : "%d slots".formatted(manifest.horizon());
  }

  private List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    settings.add(new Setting("version", manifest.version()));
    manifest
        .provenance()
        .configuration()
        .forEach((name, value) -> settings.add(new Setting(name, value)));
    settings.add(new Setting("data", manifest.provenance().dataDigest()));
    settings.add(new Setting("seed", "" + manifest.provenance().seed()));
    manifest
        .provenance()
        .engines()
        .forEach((name, value) -> settings.add(new Setting(name, value)));
    training.ifPresent(
        report -> {
          settings.add(new Setting("weight updates", "" + report.steps()));
          settings.add(new Setting("updates not made", "" + report.skippedSteps()));
          settings.add(new Setting("ended because", ending(report)));
        });
    return settings;
  }
}
