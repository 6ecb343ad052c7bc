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
    if (!Cells.kinds().contains(cell)) {
      problems.add("cell is \"" + cell + "\", it must be one of " + Cells.kinds());
    }
    if (!Heads.kinds().contains(head)) {
      problems.add("head is \"" + head + "\", it must be one of " + Heads.kinds());
    }
    checkSize(problems, "layers", layers);
    checkSize(problems, "hidden", hidden);
    checkSize(problems, "headUnits", headUnits);
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

  private static void checkSize(List<String> problems, String name, int size) {
    if (size < 1) {
      problems.add(name + " is " + size + ", it must be at least 1");
    }
  }

  /** The network for features of these widths. */
  public ForecastNetwork build(int levels, int horizon, int inputs, int context) {
    Head top = Heads.of(head, levels, horizon, headUnits);
    return new ForecastNetwork(Cells.of(cell), layers, hidden, residual, top, inputs, context);
  }
}
