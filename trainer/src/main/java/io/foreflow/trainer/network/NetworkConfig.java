package io.foreflow.trainer.network;

import io.foreflow.trainer.features.FeatureOptions;
import java.util.ArrayList;
import java.util.Collections;
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
 * @param dilations for each layer, lowest first, how many slots ago the state lies that it goes on
 *     from; empty for 1 everywhere
 * @param linearWindow how many of the last readings a linear map past the cells reads; 0 for none
 * @param attention to the last readings
 * @param shortcut whether what the head reads beside the cells also goes straight to the forecast
 */
public record NetworkConfig(
    String cell,
    int layers,
    int hidden,
    String head,
    int headUnits,
    boolean residual,
    List<Integer> dilations,
    int linearWindow,
    AttentionConfig attention,
    boolean shortcut) {

  public NetworkConfig {
    dilations = List.copyOf(dilations);
    List<String> problems = new ArrayList<>();
    NetworkOptions.CELL.check(problems, cell);
    NetworkOptions.HEAD.check(problems, head);
    NetworkOptions.LAYERS.check(problems, layers);
    NetworkOptions.HIDDEN.check(problems, hidden);
    NetworkOptions.HEAD_UNITS.check(problems, headUnits);
    NetworkOptions.DILATIONS.check(problems, dilations);
    FeatureOptions.LINEAR_WINDOW.check(problems, linearWindow);
    if (residual && layers < 2) {
      problems.add("residual needs 2 layers or more to pass by one, there is " + layers);
    }
    if (!dilations.isEmpty() && dilations.size() != layers) {
      problems.add(
          "dilations are " + dilations + ", there must be one for each of the layers, " + layers);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** With a head of quantiles, nothing passing by a layer. */
  public NetworkConfig(String cell, int layers, int hidden, int headUnits) {
    this(cell, layers, hidden, Heads.QUANTILE, headUnits, false);
  }

  /** Layers and a head, and nothing else. */
  public NetworkConfig(
      String cell, int layers, int hidden, String head, int headUnits, boolean residual) {
    this(
        cell, layers, hidden, head, headUnits, residual, List.of(), 0, AttentionConfig.NONE, false);
  }

  /** The same with a linear path over a window. */
  public NetworkConfig withLinear(int window) {
    return new NetworkConfig(
        cell, layers, hidden, head, headUnits, residual, dilations, window, attention, shortcut);
  }

  /** The same with dilated layers. */
  public NetworkConfig withDilations(Integer... ofLayers) {
    return new NetworkConfig(
        cell,
        layers,
        hidden,
        head,
        headUnits,
        residual,
        List.of(ofLayers),
        linearWindow,
        attention,
        shortcut);
  }

  /** The same with attention. */
  public NetworkConfig withAttention(AttentionConfig toReadings) {
    return new NetworkConfig(
        cell,
        layers,
        hidden,
        head,
        headUnits,
        residual,
        dilations,
        linearWindow,
        toReadings,
        shortcut);
  }

  /** The same with a shortcut. */
  public NetworkConfig withShortcut() {
    return new NetworkConfig(
        cell, layers, hidden, head, headUnits, residual, dilations, linearWindow, attention, true);
  }

  /** The network for features of these widths, of series with a season. */
  public ForecastNetwork build(List<Double> levels, int horizon, int inputs, int context) {
    return build(levels, horizon, inputs, context, false);
  }

  /**
   * The network for features of these widths.
   *
   * @param isWalk whether there is no season, so that the last reading is all there is to start
   *     from
   */
  public ForecastNetwork build(
      List<Double> levels, int horizon, int inputs, int context, boolean isWalk) {
    Head top = Heads.of(head, levels, horizon, isWalk);
    LayerStack stack =
        new LayerStack(
            Cells.of(cell),
            inputs,
            hidden,
            dilations.isEmpty() ? Collections.nCopies(layers, 1) : dilations,
            residual);
    int patch = attention.patch();
    return new ForecastNetwork(
        stack,
        attention.isOn()
            ? new Attention(attention.heads(), attention.window() / patch - 1, patch, hidden)
            : null,
        linearWindow == 0 ? null : new LinearPath(linearWindow, top.anchors()),
        shortcut ? new Shortcut(context, top.anchors()) : null,
        top,
        headUnits,
        context);
  }
}
