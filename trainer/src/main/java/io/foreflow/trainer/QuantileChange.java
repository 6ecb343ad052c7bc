package io.foreflow.trainer;

import io.foreflow.trainer.features.FeatureConfig;
import io.foreflow.trainer.network.HeadKind;
import java.util.List;
import java.util.Map;

/**
 * Whether weights can be fitted to another horizon and other levels.
 *
 * @param then the configuration of the weights
 * @param now the configuration of the training that starts from them
 */
record QuantileChange(TrainingConfig then, TrainingConfig now) {

  /**
   * Takes horizon and levels out of options that are to be equal, if the weights can be fitted.
   * Otherwise they stay, with the reason.
   */
  void settle(Map<String, String> was, Map<String, String> is) {
    settle(FeatureConfig.HORIZON.name(), horizonReason(), was, is);
    settle(TrainingConfig.LEVELS.name(), levelsReason(), was, is);
  }

  private static void settle(
      String option, String reason, Map<String, String> was, Map<String, String> is) {
    if (reason.isEmpty()) {
      was.remove(option);
      is.remove(option);
    } else if (!is.getOrDefault(option, "").equals(was.get(option))) {
      is.computeIfPresent(option, (name, value) -> value + ", " + reason);
    }
  }

  private boolean isOfQuantiles() {
    return then.network().head() == HeadKind.QUANTILE && now.network().head() == HeadKind.QUANTILE;
  }

  private String horizonReason() {
    if (!isOfQuantiles()) {
      return "which needs head quantile";
    }
    return then.features().covariates().known().isEmpty()
        ? ""
        : "which known-covariates don't allow";
  }

  private String levelsReason() {
    if (!isOfQuantiles()) {
      return "which needs head quantile";
    }
    if (!middle(then.levels()).equals(middle(now.levels()))) {
      return "with another level in the middle";
    }
    boolean isOneAlone = then.levels().size() == 1 && now.levels().size() > 1;
    return isOneAlone ? "and one level alone says nothing about others" : "";
  }

  private static Double middle(List<Double> levels) {
    return levels.get((levels.size() - 1) / 2);
  }
}
