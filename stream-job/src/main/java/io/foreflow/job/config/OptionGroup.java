package io.foreflow.job.config;

import java.util.List;

/**
 * Options that belong together, under one heading of the reference page.
 *
 * @param title the heading
 * @param options in the order of the page
 * @param named those that may be given many times, each under a name of its own
 */
public record OptionGroup(String title, List<Option<?>> options, List<NamedOption<?>> named) {
  public OptionGroup {
    options = List.copyOf(options);
    named = List.copyOf(named);
  }

  /** A group without named options. */
  OptionGroup(String title, List<Option<?>> options) {
    this(title, options, List.of());
  }
}
