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

  public static final TrainingOption<Boolean> SHORTCUT =
      TrainingOption.of(
          "shortcut",
          OptionType.YES_NO,
          Rule.any(),
          true,
          "Whether a linear map takes what the head reads beside the cells straight to the forecast.");

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

  public static final TrainingOption<List<Integer>> DILATIONS =
      TrainingOption.of(
          "dilations",
          OptionType.INTEGERS,
          new Rule<>(
              "numbers of 1 or more, one for each layer",
              value -> value.stream().allMatch(slots -> slots >= 1)),
          List.of(),
          "For each layer, lowest first, how many slots ago the state lies that it goes on from; 1"
              + " for every layer if empty.");

  public static final TrainingOption<Integer> ATTENTION =
      TrainingOption.of(
          "attention",
          OptionType.INTEGER,
          Rule.atLeast(0),
          0,
          "Heads of causal attention over the last readings; 0 for none.");

  public static final TrainingOption<Integer> ATTENTION_WINDOW =
      TrainingOption.derived(
          "attention-window",
          OptionType.INTEGER,
          Rule.atLeast(2),
          "the context",
          "How many of the last readings attention looks at.");

  public static final TrainingOption<Integer> ATTENTION_PATCH =
      TrainingOption.derived(
          "attention-patch",
          OptionType.INTEGER,
          Rule.atLeast(1),
          "the shortest season, or 8 where there is none",
          "Readings in one of the pieces that attention chooses from.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup(
          "What the network is made of",
          List.of(
              CELL,
              LAYERS,
              HIDDEN,
              RESIDUAL,
              DILATIONS,
              ATTENTION,
              ATTENTION_WINDOW,
              ATTENTION_PATCH,
              SHORTCUT,
              HEAD,
              HEAD_UNITS));

  private static final int USUAL_PATCH = 8;

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
        settings.get(DILATIONS),
        settings.get(FeatureOptions.LINEAR_WINDOW),
        attention(settings),
        settings.get(SHORTCUT));
  }

  private static AttentionConfig attention(Settings settings) {
    int heads = settings.get(ATTENTION);
    if (heads == 0) {
      return AttentionConfig.NONE;
    }
    int context = FeatureOptions.context(settings);
    return new AttentionConfig(
        heads,
        settings.get(ATTENTION_WINDOW, () -> context),
        settings.get(
            ATTENTION_PATCH, () -> FeatureOptions.shortest(settings, context).orElse(USUAL_PATCH)));
  }

  /** The values of a configuration. */
  public static void put(NetworkConfig config, Settings into) {
    into.put(CELL, config.cell())
        .put(LAYERS, config.layers())
        .put(HIDDEN, config.hidden())
        .put(RESIDUAL, config.residual())
        .put(HEAD, config.head())
        .put(HEAD_UNITS, config.headUnits())
        .put(DILATIONS, config.dilations())
        .put(FeatureOptions.LINEAR_WINDOW, config.linearWindow())
        .put(ATTENTION, config.attention().heads())
        .put(SHORTCUT, config.shortcut());
    if (config.attention().isOn()) {
      into.put(ATTENTION_WINDOW, config.attention().window())
          .put(ATTENTION_PATCH, config.attention().patch());
    }
  }
}
