package io.foreflow.trainer;

import io.foreflow.trainer.features.FeatureConfig;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a network shall see, as far as it is given.
 *
 * @param seasons null if not given
 */
record FeatureOptions(
    Duration cadence,
    int horizon,
    OptionalInt context,
    @Nullable List<Integer> seasons,
    OptionalInt recent) {

  /** A season longer than this many slots makes the state large; it has to be asked for. */
  private static final int LONGEST_DEFAULT_CONTEXT = 400;

  private static final int SHORTEST_DEFAULT_CONTEXT = 64;
  private static final int DAY_AT_HAND = 24;

  /** What is not given follows from the cadence and the horizon. */
  FeatureConfig build() {
    int kept = contextOrDefault();
    return new FeatureConfig(
        cadence.toMillis(),
        horizon,
        kept,
        seasonsOf(kept),
        recent.orElse(Math.min(DAY_AT_HAND, kept)));
  }

  int contextOrDefault() {
    return context.orElse(Math.max(SHORTEST_DEFAULT_CONTEXT, longest(LONGEST_DEFAULT_CONTEXT)));
  }

  /** The longest season within so many slots, 1 if there is none. */
  int longest(int within) {
    List<Integer> found = seasonsOf(within);
    return found.isEmpty() ? 1 : found.get(found.size() - 1);
  }

  private List<Integer> seasonsOf(int within) {
    if (seasons != null) {
      return seasons;
    }
    return cadence.toMillis() < 1
        ? List.of()
        : FeatureConfig.calendarSeasons(cadence.toMillis(), within);
  }
}
