package io.foreflow.job.config;

import java.util.List;

/**
 * Options that belong together, under one heading of the reference page.
 *
 * @param title the heading
 * @param options in the order of the page
 */
public record OptionGroup(String title, List<Option<?>> options) {
  public OptionGroup {
    options = List.copyOf(options);
  }
}
