package io.foreflow.trainer.ridge;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.foreflow.trainer.ensemble.Ensemble;
import io.foreflow.trainer.ensemble.Member;
import io.foreflow.trainer.ensemble.Shares;
import io.foreflow.trainer.features.FeatureMaker;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loss.LossKind;
import io.foreflow.trainer.network.ForecastNetwork;
import io.foreflow.trainer.window.LearningSpan;
import io.foreflow.trainer.window.ScaleWeight;
import io.foreflow.trainer.window.Window;
import io.foreflow.trainer.window.WindowBatch;
import java.util.List;

/** Learns the shares of an ensemble's members on the readings that its training held out. */
public final class HeldOutShares {

  private final Ensemble ensemble;
  private final FitConfig config;
  private final List<Double> levels;
  private final FeatureMaker maker;

  /**
   * @param ensemble networks and a ridge regression, with any shares
   * @param levels the quantiles of the forecasts
   */
  public HeldOutShares(
      Ensemble ensemble, FitConfig config, List<Double> levels, FeatureMaker maker) {
    this.ensemble = ensemble;
    this.config = config;
    this.levels = List.copyOf(levels);
    this.maker = maker;
  }

  /** The shares that forecast the held-out readings best. Halves if nothing is held out. */
  public Shares learn(List<LearningSpan> spans, NDManager manager) {
    int horizon = ensemble.horizon();
    List<Window> windows = LearningSpan.heldOut(spans, config.tail());
    if (windows.isEmpty()) {
      return Shares.even(Shares.HALF, horizon);
    }
    boolean squared = config.loss().kind() == LossKind.MSE;
    ShareFit fit = new ShareFit(levels, squared, config.lossCap(), horizon);
    ForecastNetwork network = ensemble.networks().get(0).network();
    int size = config.windows().batch();
    int longest = windows.stream().mapToInt(Window::length).max().orElseThrow();
    ScaleWeight weight = ScaleWeight.of(config.loss().scaleWeight(), spans);
    WindowBatch batch =
        new WindowBatch(size, longest, 1, network, ensemble.lead(), horizon, weight);
    try (NDManager own = manager.newSubManager()) {
      List<Member.Loaded> networks =
          ensemble.networks().stream().map(member -> member.load(own)).toList();
      Member.Loaded ridge = ensemble.ridge().orElseThrow().load(own);
      for (int from = 0; from < windows.size(); from += size) {
        List<Window> part = windows.subList(from, Math.min(windows.size(), from + size));
        try (NDManager scratch = own.newSubManager()) {
          WindowBatch.Arrays arrays =
              batch.fill(scratch, part, maker.make(part.stream().map(Window::slots).toList()));
          add(fit, arrays, networks, ridge);
        }
      }
    }
    double independent = (double) windows.size() * Math.max(1, config.validation() / horizon);
    return fit.shares(independent);
  }

  private void add(
      ShareFit fit, WindowBatch.Arrays arrays, List<Member.Loaded> networks, Member.Loaded ridge) {
    int horizon = ensemble.horizon();
    NDArray sum = networks.get(0).forecast(arrays.input());
    for (Member.Loaded network : networks.subList(1, networks.size())) {
      sum = sum.add(network.forecast(arrays.input()));
    }
    float[] ofNetworks = sum.div(networks.size()).toFloatArray();
    float[] ofRidge = ridge.forecast(arrays.input()).toFloatArray();
    float[] targets = arrays.targets().toFloatArray();
    float[] mask = arrays.mask().toFloatArray();
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] > 0) {
        int step = i % horizon;
        int at = i / horizon * horizon * levels.size() + step;
        fit.add(step, targets[i], mask[i], ofNetworks, ofRidge, at);
      }
    }
  }
}
