package io.foreflow.trainer.network;

import io.foreflow.trainer.features.FeatureOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network is made of.
 *
 * @param cell kind of the recurrent layers, one of {@link Cells#kinds}
 * @param layers how many, at least 1
 * @param hidden width of each layer, at least 1
 * @param head kind of the output layer, one of {@link Heads#kinds}
 * @param headUnits width of the head's hidden layer, at least 1
 * @param residual whether each layer but the lowest adds what it reads to its output
 * @param linearWindow how many of the last readings a linear map past the cells reads; 0 for none
 */
public record NetworkConfig(
    String cell,
    int layers,
    int hidden,
    String head,
    int headUnits,
    boolean residual,
    int linearWindow) {

  public NetworkConfig {
    List<String> problems = new ArrayList<>();
    NetworkOptions.CELL.check(problems, cell);
    NetworkOptions.HEAD.check(problems, head);
    NetworkOptions.LAYERS.check(problems, layers);
    NetworkOptions.HIDDEN.check(problems, hidden);
    NetworkOptions.HEAD_UNITS.check(problems, headUnits);
    FeatureOptions.LINEAR_WINDOW.check(problems, linearWindow);
    if (residual && layers < 2) {
      problems.add("residual needs 2 layers or more to pass by one, there is " + layers);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** With a head of quantiles, nothing passing by a layer. */
  public NetworkConfig(String cell, int layers, int hidden, int headUnits) {
    this(cell, layers, hidden, Heads.QUANTILE, headUnits, false);
  }

  /** Without a linear path. */
  public NetworkConfig(
      String cell, int layers, int hidden, String head, int headUnits, boolean residual) {
    this(cell, layers, hidden, head, headUnits, residual, 0);
  }

  /** The same with a linear path over a window. */
  public NetworkConfig withLinear(int window) {
    return new NetworkConfig(cell, layers, hidden, head, headUnits, residual, window);
  }

  /** The network for features of these widths. */
  public ForecastNetwork build(List<Double> levels, int horizon, int inputs, int context) {
    Head top = Heads.of(head, levels, horizon);
    LinearPath linear = linearWindow == 0 ? null : new LinearPath(linearWindow, top.anchors());
    return new ForecastNetwork(
        Cells.of(cell), layers, hidden, residual, linear, top, headUnits, inputs, context);
  }
}
