package io.foreflow.benchmarks.accuracy;

import io.foreflow.cli.train.TrainingStart;
import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.auto.AutoOptions;
import io.foreflow.trainer.auto.Presets;
import io.foreflow.trainer.auto.Presets.Preset;
import io.foreflow.trainer.auto.SeriesKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where the options of a task's training come from: from the task, or from the trainer, which looks
 * at the training part as {@code foreflow train} does. The trainer may be told a preset.
 */
final class TaskRecipe {
  static final String OWN = "own";
  static final String AUTO = "auto";

  /** What a task asks for. A trainer can't know it. */
  private static final Set<String> ASKED = Set.of("cadence", "horizon", "levels");

  private final boolean own;
  private final Optional<SeriesKind> kind;

  private TaskRecipe(boolean own, Optional<SeriesKind> kind) {
    this.own = own;
    this.kind = kind;
  }

  /** The names that {@link #of} takes. */
  static List<String> names() {
    return Stream.concat(Stream.of(OWN, AUTO), Presets.all().stream().map(Preset::name)).toList();
  }

  /**
   * A recipe.
   *
   * @param name {@code own}, {@code auto}, or the name of a preset
   */
  static TaskRecipe of(String name) {
    if (name.equals(OWN)) {
      return new TaskRecipe(true, Optional.empty());
    }
    if (name.equals(AUTO)) {
      return new TaskRecipe(false, Optional.empty());
    }
    return Presets.byName(name)
        .map(preset -> new TaskRecipe(false, Optional.of(preset.kind())))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no recipe is called " + name + ", there are " + names()));
  }

  /** The weights to start from. Only a task has its own. */
  Optional<TrainingStart> start(AccuracyTask task) {
    return own ? task.from().map(TrainingStart::read) : Optional.empty();
  }

  /**
   * The options of a training.
   *
   * @param given options that override all others
   */
  Map<String, String> options(
      AccuracyTask task, List<SeriesHistory> training, Map<String, String> given) {
    Map<String, String> options = new TreeMap<>(task.options());
    if (!own) {
      options.keySet().retainAll(ASKED);
    }
    options.putAll(given);
    if (!own) {
      TrainingConfig config = TrainingConfig.builder().set(options).build();
      Set<String> names = new TreeSet<>(options.keySet());
      AutoOptions.of(training, config, names, kind).options().forEach(options::putIfAbsent);
    }
    return options;
  }
}
