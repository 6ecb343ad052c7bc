package io.foreflow.trainer.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * What is held out to tell which weights are good.
 *
 * @param slots at the end of each series; 0 trains on everything and keeps the last weights
 * @param runUp slots before those that the state is warmed with
 * @param patience rounds without a better one after which the training ends; 0 for all steps
 */
public record TailConfig(int slots, int runUp, int patience) {

  public TailConfig {
    List<String> problems = new ArrayList<>();
    TailOptions.VALIDATION.check(problems, slots);
    TailOptions.RUN_UP.check(problems, runUp);
    TailOptions.PATIENCE.check(problems, patience);
    if (slots == 0 && patience > 0) {
      problems.add("patience is " + patience + ", but validation 0 holds nothing out to go by");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }
}
