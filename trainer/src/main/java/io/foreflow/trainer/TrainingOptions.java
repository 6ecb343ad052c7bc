package io.foreflow.trainer;

import io.foreflow.trainer.features.CovariateOptions;
import io.foreflow.trainer.features.FeatureOptions;
import io.foreflow.trainer.loop.DeviceOptions;
import io.foreflow.trainer.loop.FitOptions;
import io.foreflow.trainer.network.NetworkOptions;
import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.TrainingOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every option of a training: those that belong to no part, and the parts' own. Flags, YAML, the
 * manifest and docs/reference/training-options.md all come from here.
 */
public final class TrainingOptions {

  public static final TrainingOption<String> MODEL =
      TrainingOption.of(
          "model",
          OptionType.TEXT,
          new Rule<>("a name", value -> !value.isBlank()),
          "forecaster",
          "Name of the model, which every forecast bears.");

  public static final TrainingOption<List<Double>> LEVELS =
      TrainingOption.derived(
          "levels",
          OptionType.NUMBERS,
          new Rule<>("ascending within (0, 1), with 0.5 among them", value -> true),
          "0.1, 0.5, 0.9; 0.5 alone with head point, none with head direction",
          "Quantile levels.");

  public static final TrainingOption<Integer> WARMUP =
      TrainingOption.derived(
          "warmup",
          OptionType.INTEGER,
          Rule.atLeast(0),
          "the longest season",
          "Slots after a series' first reading from which its forecasts count.");

  public static final TrainingOption<Integer> MEMBERS =
      TrainingOption.of(
          "members",
          OptionType.INTEGER,
          Rule.atLeast(1),
          1,
          "Networks that learn one after the other, each from a seed of its own; the file averages"
              + " their quantiles.");

  public static final TrainingOption<Long> SEED =
      TrainingOption.of(
          "seed",
          OptionType.LONG,
          Rule.any(),
          1L,
          "Seed of everything random: equal seeds, equal models.");

  /** All there are, by what they are about. */
  public static final List<OptionGroup> GROUPS =
      Stream.concat(
              Stream.of(
                  new OptionGroup("The model", List.of(MODEL, LEVELS, WARMUP, MEMBERS, SEED)),
                  FeatureOptions.GROUP,
                  CovariateOptions.GROUP,
                  NetworkOptions.GROUP),
              Stream.concat(FitOptions.groups().stream(), Stream.of(DeviceOptions.GROUP)))
          .toList();

  /** All there are. */
  public static final List<TrainingOption<?>> ALL =
      GROUPS.stream().<TrainingOption<?>>flatMap(group -> group.options().stream()).toList();

  private TrainingOptions() {}

  /** The option of this name. */
  public static Optional<TrainingOption<?>> byName(String name) {
    return ALL.stream().filter(option -> option.name().equals(name)).findFirst();
  }

  /** The names of all. */
  public static List<String> names() {
    return ALL.stream().map(TrainingOption::name).toList();
  }
}
