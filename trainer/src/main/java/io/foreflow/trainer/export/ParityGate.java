package io.foreflow.trainer.export;

import ai.djl.ndarray.NDManager;
import io.foreflow.evaluation.backtest.ModelReplay;
import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import io.foreflow.trainer.ensemble.Ensemble;
import io.foreflow.trainer.ensemble.Member;
import io.foreflow.trainer.features.FeatureFunction;
import io.foreflow.trainer.features.SeriesFeatures;
import io.foreflow.trainer.network.SequenceInput;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a model file with the trained network. The file steps through series reading by reading,
 * as in a job. The network runs over the whole sequence in its own engine. The check fails at the
 * first difference above the tolerance.
 */
public final class ParityGate {

  /**
   * The largest allowed difference. It is relative to the largest of three numbers: the forecast,
   * its difference to the base, and the series' scale. If base and difference cancel out, the
   * rounding error of the result is as large as theirs.
   */
  public static final double TOLERANCE = 1e-4;

  private final FeatureFunction features;
  private final Ensemble ensemble;
  private final NDManager manager;

  /**
   * @param ensemble the members whose forecasts the file averages
   */
  public ParityGate(FeatureFunction features, Ensemble ensemble, NDManager manager) {
    this.features = features;
    this.ensemble = ensemble;
    this.manager = manager;
  }

  /**
   * Compares a file with the network.
   *
   * @return the largest difference, relative as described at {@link #TOLERANCE}
   * @throws ParityException if a difference is above the tolerance; names the first such forecast
   */
  public double check(StepModel file, List<SeriesHistory> series) {
    List<SeriesFeatures> featuresOf = features.run(series);
    List<float[]> expected = new ArrayList<>();
    try (NDManager own = manager.newSubManager()) {
      Member.Loaded loaded = ensemble.load(own);
      for (SeriesFeatures one : featuresOf) {
        expected.add(sequence(own, loaded, one));
      }
    }
    return compare(file, featuresOf, expected);
  }

  private float[] sequence(NDManager own, Member.Loaded loaded, SeriesFeatures one) {
    try (NDManager scratch = own.newSubManager()) {
      SequenceInput whole = SequenceInput.whole(one, ensemble.lead(), scratch);
      return loaded.forecast(whole).toFloatArray();
    }
  }

  private static double compare(
      StepModel file, List<SeriesFeatures> features, List<float[]> expected) {
    Manifest manifest = file.manifest();
    int width = manifest.forecastRows() * manifest.horizon();
    boolean isShare = manifest.kind().match(quantiles -> false, classes -> true);
    double[] largest = {0};
    ModelReplay.step(
        file,
        features.stream().map(SeriesFeatures::history).toList(),
        (row, slot, forecast) -> {
          SeriesFeatures one = features.get(row);
          for (int i = 0; i < width; i++) {
            int step = i % manifest.horizon() + 1;
            double made = expected.get(row)[slot * width + i];
            double scale = isShare ? 1 : one.scale()[slot];
            double value = isShare ? made : one.base(slot, step) + made * scale;
            double difference = relative(forecast[i], value, made, scale);
            if (!(difference <= TOLERANCE)) {
              throw divergence(manifest, one.history(), slot, i, forecast[i], value);
            }
            largest[0] = Math.max(largest[0], difference);
          }
        });
    return largest[0];
  }

  /**
   * The relative difference between two forecasts.
   *
   * @param made the forecast's difference to the base, in scales
   */
  static double relative(double found, double value, double made, double scale) {
    double size = Math.max(Math.abs(value), scale * Math.max(1, Math.abs(made)));
    return Math.abs(found - value) / size;
  }

  private static String row(Manifest manifest, int row) {
    return manifest
        .kind()
        .match(
            quantiles -> "level " + quantiles.levels()[row],
            classes -> "class " + classes.names().get(row));
  }

  private static ParityException divergence(
      Manifest manifest, SeriesHistory series, int slot, int index, float found, double expected) {
    return new ParityException(
        String.format(
            "the model file and the trained network differ at series %s, slot %d (reading %d), %s, step %d: the file"
                + " forecasts %s, the network %s. The largest allowed relative difference is %s."
                + " The file was not written.",
            series.series(),
            series.firstSlot() + slot,
            slot + 1,
            row(manifest, index / manifest.horizon()),
            index % manifest.horizon() + 1,
            found,
            (float) expected,
            TOLERANCE));
  }
}
