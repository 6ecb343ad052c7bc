package io.foreflow.trainer;

import io.foreflow.history.HistoryDigest;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Backtest;
import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.Provenance;
import io.foreflow.series.SlotGrid;
import io.foreflow.trainer.checkpoint.TrainingIdentity;
import io.foreflow.trainer.ensemble.Ensemble;
import io.foreflow.trainer.export.StepGraph;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the manifest of a trained model. Nothing in it depends on when or where it was trained.
 */
final class TrainingManifest {

  private static final String TARGET = "y";
  private static final int VERSION_DIGITS = 12;

  private final TrainingConfig config;
  private final Ensemble ensemble;
  private final Provenance provenance;

  TrainingManifest(
      TrainingSource source, TrainingConfig config, Ensemble ensemble, TrainingIdentity identity) {
    List<SeriesHistory> histories = source.series();
    this.config = config;
    this.ensemble = ensemble;
    SlotGrid grid = config.features().grid();
    long from = histories.stream().mapToLong(SeriesHistory::firstSlot).min().orElseThrow();
    long to =
        histories.stream().mapToLong(one -> one.firstSlot() + one.slots() - 1).max().orElseThrow();
    Instant end = Instant.ofEpochMilli(grid.timeOf(to));
    Provenance made =
        new Provenance(
            identity.dataDigest(),
            Instant.ofEpochMilli(grid.timeOf(from)),
            end,
            histories.size(),
            histories.stream().mapToLong(SeriesHistory::readings).sum(),
            config.seed(),
            identity.options(),
            identity.engines(),
            // The end of the history, not the clock's time, because the same training must give the
            // same bytes.
            end);
    Provenance drawn = source.generated().map(made::generatedBy).orElse(made);
    Provenance chosen = source.chosen().map(drawn::choosing).orElse(drawn);
    Provenance begun = identity.start().map(chosen::startedFrom).orElse(chosen);
    provenance =
        ensemble.sharesIfMixed().map(shares -> begun.sharing(shares.ofRidge())).orElse(begun);
  }

  Manifest write(@Nullable Backtest backtest) {
    return new Manifest(
        Manifest.CONTRACT,
        config.model(),
        version(),
        config.cadence(),
        config.features().tradingCalendar(),
        config.horizon(),
        ensemble.kind(),
        features(),
        config.features().seasons(),
        config.warmup(),
        StepGraph.layout(config.features(), ensemble),
        provenance,
        backtest);
  }

  private List<String> features() {
    List<String> names = new ArrayList<>(List.of(TARGET));
    names.addAll(config.features().covariateNames());
    return names;
  }

  /** The version of the model. It changes with the data, configuration, engine and start. */
  private String version() {
    String all =
        provenance.dataDigest()
            + new TreeMap<>(provenance.configuration())
            + new TreeMap<>(provenance.engines())
            + (provenance.start() == null ? "" : provenance.start());
    return HistoryDigest.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, VERSION_DIGITS);
  }
}
