package io.foreflow.evaluation.report;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.CalibratedReplay;
import io.foreflow.evaluation.report.PageView.Figure;
import io.foreflow.evaluation.report.PageView.KeyFigure;
import io.foreflow.evaluation.report.PageView.Section;
import io.foreflow.evaluation.report.PageView.Setting;
import io.foreflow.evaluation.report.ResultPart.Chapter;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
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
 * A page about a model: what it is, how good it is compared with the baselines, and how its
 * training went if that is known. The same model, data and zone give the same bytes.
 */
public final class Report {

  private final Manifest manifest;
  private final ZoneId zone;
  private final Optional<TrainingPart> training;
  private final List<KeyFigure> keyFigures;
  private final List<Chapter> chapters;
  private final List<String> notes;

  /** A report about the forecasts that the model itself gives. */
  public Report(
      StepModel model,
      List<SeriesHistory> histories,
      ZoneId zone,
      BacktestResult<?> result,
      Optional<TrainingPart> training,
      List<String> notes) {
    this(model, histories, zone, result, Optional.empty(), training, notes);
  }

  /**
   * @param zone the zone of the times on the page
   * @param calibration of the forecasts in the result; empty if they are the model's own
   * @param training how the training went; empty if only the model file is at hand
   * @param notes other things that the reader should know, in plain sentences
   */
  public Report(
      StepModel model,
      List<SeriesHistory> histories,
      ZoneId zone,
      BacktestResult<?> result,
      Optional<CalibratedReplay> calibration,
      Optional<TrainingPart> training,
      List<String> notes) {
    this.manifest = model.manifest();
    this.zone = zone;
    this.training = training;
    this.notes = new ArrayList<>(notes);
    ResultPart part = ResultPart.of(result, model, histories, zone, calibration);
    keyFigures = new ArrayList<>(part.keyFigures());
    keyFigures.add(
        new KeyFigure(
            ResultPart.count(result.targets()),
            "readings compared with %s forecasts"
                .formatted(ResultPart.count(result.extent().origins()))));
    chapters = new ArrayList<>(part.chapters());
    training.ifPresent(
        course -> {
          chapters.add(new Chapter("Training", course.course(), List.of(), course.plots()));
          this.notes.addAll(course.notes());
        });
  }

  /**
   * Writes the page. Each plot is also written as PNG next to it, such as {@code report-loss.png}.
   */
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

  /** The horizon in the unit of the plots, such as 24 hours instead of a day. */
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
        part -> part.facts().forEach((name, value) -> settings.add(new Setting(name, value))));
    return settings;
  }
}
