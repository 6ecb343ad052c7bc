package io.foreflow.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.evaluation.backtest.BacktestResult;
import io.foreflow.evaluation.backtest.CalibratedReplay;
import io.foreflow.evaluation.backtest.Origins;
import io.foreflow.evaluation.backtest.QuantileErrors;
import io.foreflow.evaluation.backtest.ReadingTargets;
import io.foreflow.evaluation.backtest.RollingBacktest;
import io.foreflow.evaluation.report.Report;
import io.foreflow.graph.Tensor;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.model.ModelFile;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.ensemble.Ensemble;
import io.foreflow.trainer.export.StepGraph;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.network.NetworkConfig;
import io.foreflow.trainer.network.WeightSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page and the images of a model of quantiles. */
class ReportTest {

  private static final int SEASON = 4;
  private static final Origins ORIGINS = Origins.ofTail(8, 1);
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  /** The second report of the same model and data. */
  private static Path folder = Path.of("");

  private static String page = "";

  @BeforeAll
  static void write(@TempDir Path target) throws Exception {
    folder = target;
    List<SeriesHistory> histories =
        List.of(wave("a <b> & c", 1), wave("second", 3), wave("third", 10));
    for (String name : List.of("first.html", "second.html")) {
      try (StepModel model = untrained()) {
        BacktestResult<QuantileErrors> result = backtest(model, histories).run(model);
        new Report(
                model,
                histories,
                ZoneId.of("Asia/Kolkata"),
                result,
                Optional.empty(),
                List.of("a note with <tags>"))
            .writeTo(folder.resolve(name));
      }
    }
    page = Files.readString(folder.resolve("second.html"));
  }

  private static RollingBacktest<QuantileErrors> backtest(
      StepModel model, List<SeriesHistory> histories) {
    return new RollingBacktest<>(
        ReadingTargets.of(
            new ForecastKind.Quantiles(model.manifest().levels()), histories, List.of(SEASON)),
        ORIGINS,
        0);
  }

  /** A model whose weights are all zero. */
  private static StepModel untrained() throws Exception {
    FeatureConfig config = new FeatureConfig(3_600_000, 3, 8, List.of(SEASON), 2);
    ForecastNetwork network;
    try (FeatureFunction function = new FeatureFunction(config)) {
      network =
          new NetworkConfig(CellKind.GRU, 1, 2, 2)
              .build(LEVELS, 3, function.inputWidth(), config.contextWidth());
    }
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    network
        .weights()
        .forEach(
            spec ->
                zeros.put(
                    spec.name(),
                    new Tensor(
                        spec.rows(), spec.columns(), new float[spec.rows() * spec.columns()])));
    Ensemble ensemble = Ensemble.of(network, 3, List.of(new WeightSet(zeros)));
    Manifest manifest =
        new Manifest(
            Manifest.CONTRACT,
            "demand",
            "1",
            Duration.ofHours(1),
            3,
            LEVELS,
            List.of("y"),
            0,
            StepGraph.layout(config, ensemble),
            new Provenance(
                "none",
                Instant.EPOCH,
                Instant.parse("1970-01-02T15:00:00Z"),
                3,
                120,
                1,
                Map.of("hidden", "2"),
                Map.of(),
                Instant.EPOCH),
            null);
    return StepModel.open(ModelFile.seal(StepGraph.write(config, ensemble), manifest));
  }

  private static SeriesHistory wave(String name, float size) {
    float[] values = new float[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = size * (float) (Math.sin(i) + i % SEASON);
    }
    return new SeriesHistory(name, 0, values);
  }

  @Test
  void showsCalibratedBands() throws Exception {
    assertThat(page).doesNotContain("alibrated");
    List<SeriesHistory> histories = List.of(wave("first", 1), wave("second", 3));
    try (StepModel model = untrained()) {
      CalibratedReplay calibration = new CalibratedReplay(model.manifest(), histories, ORIGINS);
      BacktestResult<QuantileErrors> result =
          backtest(model, histories).runCalibrated(model, calibration, (one, slot, all) -> {});
      ZoneId zone = ZoneId.of("UTC");
      new Report(model, histories, zone, result, Optional.empty(), List.of())
          .writeTo(folder.resolve("own.html"));
      new Report(
              model, histories, zone, result, Optional.of(calibration), Optional.empty(), List.of())
          .writeTo(folder.resolve("calibrated.html"));
    }

    String calibrated = Files.readString(folder.resolve("calibrated.html"));
    assertThat(calibrated)
        .contains("<h2>Calibrated bands</h2>", "<th>in the calibrated band</th>")
        .contains("The 80\u00a0% band, and what came", "The bands are calibrated.")
        .contains(
            "80\u00a0% band, calibrated", "of the readings fell into the calibrated 80\u00a0%");
    assertThat(areas(calibrated)).isNotEqualTo(areas(Files.readString(folder.resolve("own.html"))));
  }

  /** The areas of the bands of all plots. */
  private static List<String> areas(String page) {
    return Pattern.compile("<polygon[^>]*>")
        .matcher(page)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  @Test
  void sameInputGivesTheSameBytes() throws Exception {
    List<Path> files;
    try (var list = Files.list(folder)) {
      files = list.filter(file -> file.getFileName().toString().startsWith("first")).toList();
    }

    assertThat(files).hasSizeGreaterThan(4);
    for (Path file : files) {
      String twin = file.getFileName().toString().replace("first", "second");
      assertThat(folder.resolve(twin)).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void needsNothingFromElsewhere() {
    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContain("<script", "http://", "https://", "url(", "@import", "src=");
  }

  @Test
  void namesAreTextAndNotMarkup() {
    assertThat(page)
        .contains("a &lt;b&gt; &amp; c", "a note with &lt;tags&gt;")
        .doesNotContain("<b>", "<tags>");
  }

  @Test
  void eachForecasterHasOneLineThroughout() {
    Map<String, String> samples = new LinkedHashMap<>();
    for (MatchResult row : rows()) {
      samples.put(row.group(2), row.group(1));
    }

    assertThat(samples).containsKeys("demand", "naive", "theta", "holt-winters");
    assertThat(samples.values()).doesNotHaveDuplicates();
    List<String> inLegend = new ArrayList<>();
    samples.forEach(
        (name, sample) -> {
          if (page.contains("<li>" + sample + name + "</li>")) {
            inLegend.add(name);
          }
        });
    assertThat(inLegend).contains("demand").hasSizeGreaterThan(2);
  }

  private static List<MatchResult> rows() {
    return Pattern.compile("<tr[^>]*><th>(<svg.*?</svg>)([^<]+)</th>", Pattern.DOTALL)
        .matcher(page)
        .results()
        .toList();
  }

  @Test
  void saysTheZoneOfItsTimes() {
    assertThat(page)
        .contains("from 1 Jan 1970, 05:30 to 2 Jan 1970, 20:30", "All times are Asia/Kolkata")
        .contains("time (Asia/Kolkata)");
  }

  @Test
  void explainsTheBandAndFoldsTheConfiguration() {
    assertThat(page)
        .contains("The bold line is the median", "80 of 100 readings should fall into the band");
    assertThat(page.substring(page.indexOf("<details>"))).contains("<th>hidden</th><td>2</td>");
    assertThat(page).doesNotContain("<details open");
  }
}
