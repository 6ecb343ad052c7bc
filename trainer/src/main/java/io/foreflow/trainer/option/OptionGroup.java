package io.foreflow.trainer.option;

import java.util.List;

/**
 * Options that belong together.
 *
 * @param title what they are about
 * @param options in the order of the reference page
 */
public record OptionGroup(String title, List<TrainingOption<?>> options) {

  public OptionGroup {
    options = List.copyOf(options);
  }
}
