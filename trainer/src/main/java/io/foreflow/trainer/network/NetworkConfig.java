package io.foreflow.trainer.network;

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
 */
public record NetworkConfig(
    String cell, int layers, int hidden, String head, int headUnits, boolean residual) {

  public NetworkConfig {
    List<String> problems = new ArrayList<>();
    NetworkOptions.CELL.check(problems, cell);
    NetworkOptions.HEAD.check(problems, head);
    NetworkOptions.LAYERS.check(problems, layers);
    NetworkOptions.HIDDEN.check(problems, hidden);
    NetworkOptions.HEAD_UNITS.check(problems, headUnits);
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

  /** The network for features of these widths. */
  public ForecastNetwork build(int levels, int horizon, int inputs, int context) {
    Head top = Heads.of(head, levels, horizon, headUnits);
    return new ForecastNetwork(Cells.of(cell), layers, hidden, residual, top, inputs, context);
  }
}
