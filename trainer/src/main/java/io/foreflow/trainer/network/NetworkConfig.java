package io.foreflow.trainer.network;

import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;
import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.features.FeatureDefaults;
import java.util.Collections;
import java.util.List;

/**
 * The parts of a network.
 *
 * @param cell kind of the recurrent layers
 * @param layers number of layers, at least 1
 * @param hidden width of each layer, at least 1
 * @param head kind of the output layer
 * @param headUnits width of the head's hidden layer, at least 1
 * @param residual whether each layer except the lowest adds its input to its output
 * @param dilations for each layer, lowest first, how many slots back its previous state is; empty
 *     for 1 everywhere
 * @param linearWindow number of last readings in a linear map that bypasses the cells; 0 for no
 *     such map
 * @param attention attention to the last readings
 * @param shortcut whether the head's inputs, other than the cells' output, also go straight to the
 *     forecast
 * @param shortcutMaps number of linear maps of the shortcut, which the state mixes; at least 1
 */
public record NetworkConfig(
    CellKind cell,
    int layers,
    int hidden,
    HeadKind head,
    int headUnits,
    boolean residual,
    List<Integer> dilations,
    int linearWindow,
    AttentionConfig attention,
    boolean shortcut,
    int shortcutMaps) {

  private static final int DEFAULT_PATCH = 8;

  public static final OptionGroup GROUP = new OptionGroup("What the network is made of");

  public static final Option<CellKind> CELL =
      Option.of(GROUP, "cell", ValueType.choice(CellKind.class), CellKind.GRU.text())
          .help("Kind of the recurrent layers.");

  public static final Option<Integer> LAYERS =
      Option.of(GROUP, "layers", ValueType.INTEGER, Rule.atLeast(1), "1")
          .help("Number of recurrent layers.");

  public static final Option<Integer> HIDDEN =
      Option.of(GROUP, "hidden", ValueType.INTEGER, Rule.atLeast(1), "64")
          .help("Width of each recurrent layer.");

  public static final Option<Boolean> RESIDUAL =
      Option.of(GROUP, "residual", ValueType.YES_NO, "false")
          .help("Whether each layer except the lowest adds its input to its output.");

  public static final Option<List<Integer>> DILATIONS =
      Option.of(
              GROUP,
              "dilations",
              ValueType.INTEGERS,
              new Rule<>(
                  "numbers of 1 or more, one for each layer",
                  value -> value.stream().allMatch(slots -> slots >= 1)),
              "[]")
          .help(
              "For each layer, lowest first: how many slots back its previous state is. "
                  + "Empty: 1 for every layer.");

  public static final Option<Integer> ATTENTION =
      Option.of(GROUP, "attention", ValueType.INTEGER, Rule.atLeast(0), "0")
          .help(
              "Number of heads of causal attention over the last readings. 0: no " + "attention.");

  public static final Option<Integer> ATTENTION_WINDOW =
      Option.derived(GROUP, "attention-window", ValueType.INTEGER, Rule.atLeast(2), "the context")
          .help("Number of last readings that attention looks at.");

  public static final Option<Integer> ATTENTION_PATCH =
      Option.derived(
              GROUP,
              "attention-patch",
              ValueType.INTEGER,
              Rule.atLeast(1),
              "the shortest season, or 8 where there is none")
          .help("Number of readings in one patch. Attention chooses among patches.");

  public static final Option<Boolean> SHORTCUT =
      Option.of(GROUP, "shortcut", ValueType.YES_NO, "true")
          .help(
              "Whether a linear map leads from the head's other inputs straight to the "
                  + "forecast.");

  public static final Option<Integer> SHORTCUT_MAPS =
      Option.of(GROUP, "shortcut-maps", ValueType.INTEGER, Rule.atLeast(1), "1")
          .help(
              "Number of linear maps in the shortcut. With 2 or more, the state decides for each "
                  + "forecast how much each of them counts.");

  public static final Option<HeadKind> HEAD =
      Option.of(GROUP, "head", ValueType.choice(HeadKind.class), HeadKind.QUANTILE.text())
          .help("Kind of the output layer.");

  public static final Option<Integer> HEAD_UNITS =
      Option.of(GROUP, "head-units", ValueType.INTEGER, Rule.atLeast(1), "128")
          .help("Width of the head's hidden layer.");

  public NetworkConfig {
    dilations = List.copyOf(dilations);
    Problems problems = new Problems();
    problems.check(LAYERS, layers);
    problems.check(HIDDEN, hidden);
    problems.check(HEAD_UNITS, headUnits);
    problems.check(DILATIONS, dilations);
    problems.check(FeatureConfig.LINEAR_WINDOW, linearWindow);
    problems.check(SHORTCUT_MAPS, shortcutMaps);
    if (shortcutMaps > 1 && !shortcut) {
      problems.say(
          "shortcut-maps",
          "there are " + shortcutMaps + " shortcut-maps, but shortcut is false; set it to true");
    }
    if (residual && layers < 2) {
      problems.say(
          "residual", "residual needs 2 layers or more to pass by one, there is " + layers);
    }
    if (!dilations.isEmpty() && dilations.size() != layers) {
      problems.say(
          "dilations",
          "dilations are " + dilations + ", there must be one for each of the layers, " + layers);
    }
    problems.throwIfAny();
  }

  /** Creates a network of layers with a quantile head. */
  public NetworkConfig(CellKind cell, int layers, int hidden, int headUnits) {
    this(cell, layers, hidden, HeadKind.QUANTILE, headUnits, false);
  }

  /** Creates a network of layers with a head, without the other parts. */
  public NetworkConfig(
      CellKind cell, int layers, int hidden, HeadKind head, int headUnits, boolean residual) {
    this(
        cell,
        layers,
        hidden,
        head,
        headUnits,
        residual,
        List.of(),
        0,
        AttentionConfig.NONE,
        false,
        1);
  }

  /** A copy with another kind of layers. */
  public NetworkConfig withCell(CellKind other) {
    return with(other, dilations, linearWindow, attention, shortcut, shortcutMaps);
  }

  /** A copy with a linear path over a window. */
  public NetworkConfig withLinear(int window) {
    return with(cell, dilations, window, attention, shortcut, shortcutMaps);
  }

  /** A copy with dilated layers. */
  public NetworkConfig withDilations(Integer... ofLayers) {
    return with(cell, List.of(ofLayers), linearWindow, attention, shortcut, shortcutMaps);
  }

  /** A copy with attention. */
  public NetworkConfig withAttention(AttentionConfig toReadings) {
    return with(cell, dilations, linearWindow, toReadings, shortcut, shortcutMaps);
  }

  /** A copy with a shortcut. */
  public NetworkConfig withShortcut() {
    return withShortcut(1);
  }

  /** A copy with a shortcut of several maps. */
  public NetworkConfig withShortcut(int maps) {
    return with(cell, dilations, linearWindow, attention, true, maps);
  }

  private NetworkConfig with(
      CellKind otherCell,
      List<Integer> ofLayers,
      int window,
      AttentionConfig toReadings,
      boolean hasShortcut,
      int maps) {
    return new NetworkConfig(
        otherCell,
        layers,
        hidden,
        head,
        headUnits,
        residual,
        ofLayers,
        window,
        toReadings,
        hasShortcut,
        maps);
  }

  /** Builds the network for features of these widths, for series with a season. */
  public ForecastNetwork build(List<Double> levels, int horizon, int inputs, int context) {
    return build(levels, horizon, inputs, context, false);
  }

  /**
   * Builds the network for features of these widths.
   *
   * @param isWalk whether there is no season, so that a forecast can start only from the last
   *     reading
   */
  public ForecastNetwork build(
      List<Double> levels, int horizon, int inputs, int context, boolean isWalk) {
    Head top = head.head(levels, horizon, isWalk);
    LayerStack stack =
        new LayerStack(
            cell.cell(),
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
        shortcut ? new Shortcut(context, top.anchors(), shortcutMaps, hidden) : null,
        top,
        top.forecastKind(levels),
        headUnits,
        context);
  }

  /** Makes the configuration from settings. */
  public static NetworkConfig from(Settings settings) {
    return new NetworkConfig(
        settings.get(CELL),
        settings.get(LAYERS),
        settings.get(HIDDEN),
        settings.get(HEAD),
        settings.get(HEAD_UNITS),
        settings.get(RESIDUAL),
        settings.get(DILATIONS),
        settings.get(FeatureConfig.LINEAR_WINDOW),
        attention(settings),
        settings.get(SHORTCUT),
        settings.get(SHORTCUT_MAPS));
  }

  private static AttentionConfig attention(Settings settings) {
    int heads = settings.get(ATTENTION);
    if (heads == 0) {
      return AttentionConfig.NONE;
    }
    int context = FeatureDefaults.context(settings);
    return new AttentionConfig(
        heads,
        settings.get(ATTENTION_WINDOW, () -> context),
        settings.get(
            ATTENTION_PATCH,
            () -> FeatureDefaults.shortest(settings, context).orElse(DEFAULT_PATCH)));
  }

  /** Writes the values of the options. */
  public void put(Settings into) {
    into.put(CELL, cell)
        .put(LAYERS, layers)
        .put(HIDDEN, hidden)
        .put(RESIDUAL, residual)
        .put(HEAD, head)
        .put(HEAD_UNITS, headUnits)
        .put(DILATIONS, dilations)
        .put(FeatureConfig.LINEAR_WINDOW, linearWindow)
        .put(ATTENTION, attention.heads())
        .put(SHORTCUT, shortcut);
    if (shortcutMaps > 1) {
      into.put(SHORTCUT_MAPS, shortcutMaps);
    }
    if (attention.isOn()) {
      into.put(ATTENTION_WINDOW, attention.window()).put(ATTENTION_PATCH, attention.patch());
    }
  }
}
