package io.foreflow.cli.inspect;

import io.foreflow.calendar.TradingCalendar;
import io.foreflow.cli.view.Numbers;
import io.foreflow.history.CovariateName;
import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.ForecastKind;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.trainer.ensemble.Shares;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The lines of a manifest for a person to read. */
public final class ManifestText {

  private final List<String> lines = new ArrayList<>();

  private ManifestText() {}

  /** The lines of a manifest and the hash of its file. */
  public static List<String> of(Manifest manifest, String sha256) {
    ManifestText text = new ManifestText();
    text.add("model", manifest.model() + ", version " + manifest.version());
    text.add("sha256", sha256);
    text.add("contract", "" + manifest.contract());
    text.add("cadence", manifest.cadence().toString());
    TradingCalendar calendar = manifest.tradingCalendar();
    if (calendar != null) {
      text.add("calendar", calendar.text());
    }
    text.add("horizon", manifest.horizon() + " slots");
    text.add(
        manifest.kind().match(quantiles -> "levels", classes -> "classes"),
        join(
            manifest.kind().match(ForecastKind.Quantiles::levelList, ForecastKind.Classes::names)));
    text.add("features", join(features(manifest.features())));
    if (!manifest.seasons().isEmpty()) {
      text.add("seasons", join(manifest.seasons()) + " slots");
    }
    text.add("warm after", manifest.warmup() + " slots");
    text.add(
        "state",
        manifest.state().size()
            + " floats: "
            + manifest.state().segments().stream()
                .map(segment -> segment.name() + "[" + segment.size() + "]")
                .collect(Collectors.joining(" ")));
    text.provenance(manifest.provenance());
    Backtest backtest = manifest.backtest();
    if (backtest != null) {
      text.add("backtest", figures(backtest.model()));
      backtest.baselines().forEach((name, figures) -> text.add("  " + name, figures(figures)));
    }
    return text.lines;
  }

  /**
   * The names of the features. Those known ahead are joined: {@code tariff, tariff+1 to tariff+24}.
   */
  private static List<String> features(List<String> names) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String column = CovariateName.of(names.get(i)).column();
      int last = i;
      while (last + 1 < names.size()
          && CovariateName.of(names.get(i)).ahead() > 0
          && CovariateName.of(names.get(last + 1)).column().equals(column)) {
        last++;
      }
      shown.add(last > i ? names.get(i) + " to " + names.get(last) : names.get(i));
      i = last;
    }
    return shown;
  }

  private void provenance(Provenance provenance) {
    if (!provenance.trainedAt().equals(provenance.to())) {
      // Ours say the end of their data there: the time of day would change the bytes of a file.
      add("trained at", provenance.trainedAt().toString());
    }
    add(
        "trained on",
        "%s readings of %s series, %s to %s"
            .formatted(
                Numbers.count(provenance.readings()),
                Numbers.count(provenance.series()),
                provenance.from(),
                provenance.to()));
    add("data", provenance.dataDigest());
    Provenance.Generated generated = provenance.generated();
    if (generated != null) {
      add(
          "generated",
          "no real data: kind %s, seed %d, generator %d"
              .formatted(generated.kind(), generated.seed(), generated.version()));
    }
    Provenance.Start start = provenance.start();
    if (start != null) {
      add("started from", "the weights of the model " + start.model());
    }
    add("seed", "" + provenance.seed());
    add("options", pairs(provenance.configuration()));
    Provenance.Chosen chosen = provenance.chosen();
    if (chosen != null) {
      add("chosen by training", join(chosen.options()));
      chosen.reasons().forEach(reason -> add("  because", reason));
    }
    Shares.in(provenance).ifPresent(shares -> add("share of ridge", shares.text()));
    add("engines", pairs(provenance.engines()));
  }

  private void add(String name, String value) {
    lines.add(String.format(Locale.ROOT, "%-20s %s", name, value));
  }

  private static String join(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String pairs(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String figures(Map<String, Double> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " " + figure(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String figure(double value) {
    return value == Math.rint(value) ? Numbers.count((long) value) : Numbers.decimal(value, 4);
  }
}
