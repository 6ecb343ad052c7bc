package io.foreflow.trainer.tune;

import io.foreflow.trainer.TrainingConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The options and values that a search may choose from.
 *
 * @param choices the choices by the options' names, in the order of the names
 */
public record SearchSpace(Map<String, OptionChoices> choices) {

  /** The number of repeated draws in a row after which the space is considered used up. */
  private static final int PATIENCE = 200;

  public SearchSpace {
    choices = Collections.unmodifiableMap(new TreeMap<>(choices));
  }

  /**
   * Draws the options of the first trials, as texts by name. The very first trial has no options,
   * so it trains what would be trained without a search. No two trials are equal, so there are
   * fewer if the space has no more. The first trials do not depend on the number of trials.
   */
  public List<Map<String, String>> draw(long seed, int trials) {
    List<Map<String, String>> drawn = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    int again = 0;
    while (drawn.size() < trials && again < PATIENCE) {
      Map<String, String> one = drawn.isEmpty() ? Map.of() : draw(random);
      boolean isNew = !drawn.contains(one);
      again = isNew ? 0 : again + 1;
      if (isNew) {
        drawn.add(one);
      }
    }
    return List.copyOf(drawn);
  }

  private Map<String, String> draw(SplittableRandom random) {
    Map<String, String> one = new LinkedHashMap<>();
    choices.forEach((name, choice) -> one.put(name, choice.draw(random)));
    return Collections.unmodifiableMap(one);
  }

  /** The space without some options. */
  public SearchSpace without(Set<String> options) {
    Map<String, OptionChoices> others = new TreeMap<>(choices);
    others.keySet().removeAll(options);
    return new SearchSpace(others);
  }

  /** The space as lines of a YAML file. */
  public List<String> yaml() {
    return choices.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue().yaml(holdsCommas(entry.getKey())))
        .toList();
  }

  private static boolean holdsCommas(String name) {
    return TrainingConfig.OPTIONS
        .byName(name)
        .map(option -> option.type().holdsCommas())
        .orElse(false);
  }
}
