package io.foreflow.trainer.network;

import io.foreflow.trainer.features.FeatureOptions;
import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.util.List;

/** The options of {@link NetworkConfig}. */
public final class NetworkOptions {

  public static final TrainingOption<String> CELL =
      TrainingOption.of(
          "cell",
          OptionType.TEXT,
          Rule.oneOf(Cells.kinds()),
          "gru",
          "Kind of the recurrent layers.");

  public static final TrainingOption<Integer> LAYERS =
      TrainingOption.of(
          "layers",
          OptionType.INTEGER,
          Rule.atLeast(1),
          1,
          "Recurrent layers on top of each other.");

  public static final TrainingOption<Integer> HIDDEN =
      TrainingOption.of(
          "hidden", OptionType.INTEGER, Rule.atLeast(1), 64, "Width of each recurrent layer.");

  public static final TrainingOption<Boolean> RESIDUAL =
      TrainingOption.of(
          "residual",
          OptionType.YES_NO,
          Rule.any(),
          false,
          "Whether each layer but the lowest adds what it reads to its output.");

  public static final TrainingOption<String> HEAD =
      TrainingOption.of(
          "head",
          OptionType.TEXT,
          Rule.oneOf(Heads.kinds()),
          Heads.QUANTILE,
          "Kind of the output layer.");

  public static final TrainingOption<Integer> HEAD_UNITS =
      TrainingOption.of(
          "head-units",
          OptionType.INTEGER,
          Rule.atLeast(1),
          128,
          "Width of the head's hidden layer.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup(
          "What the network is made of", List.of(CELL, LAYERS, HIDDEN, RESIDUAL, HEAD, HEAD_UNITS));

  private NetworkOptions() {}

  /** The configuration that the settings give. */
  public static NetworkConfig build(Settings settings) {
    return new NetworkConfig(
        settings.get(CELL),
        settings.get(LAYERS),
        settings.get(HIDDEN),
        settings.get(HEAD),
        settings.get(HEAD_UNITS),
        settings.get(RESIDUAL),
        settings.get(FeatureOptions.LINEAR_WINDOW));
  }

  /** The values of a configuration. */
  public static void put(NetworkConfig config, Settings into) {
    into.put(CELL, config.cell())
        .put(LAYERS, config.layers())
        .put(HIDDEN, config.hidden())
        .put(RESIDUAL, config.residual())
        .put(HEAD, config.head())
        .put(HEAD_UNITS, config.headUnits())
        .put(FeatureOptions.LINEAR_WINDOW, config.linearWindow());
  }
}
