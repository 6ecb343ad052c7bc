package io.foreflow.trainer.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What a search may choose from.
 *
 * @param choices by the options' names, in the order of those
 */
public record SearchSpace(Map<String, OptionChoices> choices) {

  /** After so many draws that came before, the space is taken to be used up. */
  private static final int PATIENCE = 200;

  public SearchSpace {
    choices = Collections.unmodifiableMap(new TreeMap<>(choices));
  }

  /**
   * The options of the first trials, as texts by name. The very first has none: it is what would be
   * trained without a search. No two are alike, so there are fewer than asked for where the space
   * has no more. The first ones do not depend on how many are asked for.
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

  /** The space less some options. */
  public SearchSpace without(Set<String> options) {
    Map<String, OptionChoices> others = new TreeMap<>(choices);
    others.keySet().removeAll(options);
    return new SearchSpace(others);
  }

  /** The space as a file says it. */
  public List<String> yaml() {
    return choices.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue().yaml())
        .toList();
  }
}
