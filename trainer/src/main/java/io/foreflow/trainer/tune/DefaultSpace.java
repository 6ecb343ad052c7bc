package io.foreflow.trainer.tune;

import io.foreflow.trainer.tune.OptionChoices.Between;
import io.foreflow.trainer.tune.OptionChoices.OneOf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The search space used if none is given. */
public final class DefaultSpace {

  private DefaultSpace() {}

  /** The options that matter most, for sensors and prices alike. */
  public static SearchSpace space() {
    Map<String, OptionChoices> choices = new LinkedHashMap<>();
    choices.put("cell", new OneOf(List.of("gru", "lstm")));
    choices.put("layers", new OneOf(List.of("1", "2")));
    choices.put("hidden", new Between(16, 128, true, true));
    choices.put("head-units", new Between(32, 256, true, true));
    choices.put("learning-rate", new Between(5e-4, 1e-2, true, false));
    choices.put("weight-decay", new Between(1e-4, 1e-1, true, false));
    choices.put("dropout", new OneOf(List.of("0.0", "0.1", "0.2", "0.3")));
    choices.put("batch", new OneOf(List.of("16", "32", "64")));
    choices.put("averaging", new OneOf(List.of("none", "ema")));
    return new SearchSpace(choices);
  }
}
