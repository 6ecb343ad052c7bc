package io.foreflow.trainer;

import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.Settings;
import io.foreflow.trainer.ensemble.EnsembleConfig;
import io.foreflow.trainer.ensemble.Members;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.start.SavedWeights;
import io.foreflow.trainer.start.StartException;
import io.foreflow.trainer.state.OptionDifferences;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The options that decide which weights a network has and what they mean: what it is made of, what
 * it sees, and what it forecasts. The other options only decide how it learns.
 */
public final class NetworkShape {

  private static final Set<String> MEMBER_OPTIONS =
      Set.of(EnsembleConfig.MEMBERS.name(), EnsembleConfig.RIDGE_WINDOW.name());

  private NetworkShape() {}

  /** These options of a configuration, by name. */
  public static Map<String, String> of(TrainingConfig config) {
    return of(config, config.ensemble().members().networks());
  }

  /** These options of an ensemble that may have been stopped before its last network. */
  static Map<String, String> of(TrainingConfig config, int networks) {
    Settings settings = new Settings().put(TrainingConfig.LEVELS, config.levels());
    config.ensemble().first(networks).putShape(settings);
    config.features().put(settings);
    config.network().put(settings);
    return settings.written();
  }

  /** A configuration with the network of these weights. */
  static TrainingConfig configOf(SavedWeights weights) {
    return TrainingConfig.builder().set(weights.network()).build();
  }

  /** Whether the weights are of one network, from which each network of an ensemble can start. */
  private static boolean isStartOfEach(TrainingConfig weights, TrainingConfig config) {
    CellKind cell = weights.network().cell();
    return weights.ensemble().members().equals(Members.of(1))
        && config.ensemble().members().cellsOf(config.network().cell()).stream()
            .allMatch(cell::equals);
  }

  /** Whether the weights have a ridge regression, which each training makes anew. */
  public static boolean hasRidge(SavedWeights weights) {
    String members = weights.network().get(EnsembleConfig.MEMBERS.name());
    return members != null && Members.TYPE.parse(members).ridge();
  }

  /**
   * Why a training can't start from these weights: each option of the network that differs, in
   * words. Empty if it can. The weights of a single network are a start for any number of networks
   * of its kind, with or without a ridge regression. The weights of quantiles are a start for
   * another horizon and other levels.
   *
   * @param config the configuration, with everything decided that depends on the histories
   * @throws StartException if the weights have options that this release does not know
   */
  public static List<String> differences(SavedWeights weights, TrainingConfig config) {
    try {
      // Options that a later release has added get their defaults.
      TrainingConfig then = configOf(weights);
      Map<String, String> was = new TreeMap<>(of(then));
      Map<String, String> is = new TreeMap<>(of(config));
      if (isStartOfEach(then, config)) {
        MEMBER_OPTIONS.forEach(was::remove);
        MEMBER_OPTIONS.forEach(is::remove);
      }
      new QuantileChange(then, config).settle(was, is);
      return OptionDifferences.between(was, is);
    } catch (InvalidConfigurationException e) {
      throw new StartException(
          "this release can't build their network: "
              + e.problems().stream().map(Object::toString).collect(Collectors.joining("; ")));
    }
  }
}
