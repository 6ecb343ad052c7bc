package io.foreflow.options;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Options that belong together, in the order of their declarations. A class creates its group and
 * the options of the group as constants. After that, nothing changes.
 */
public final class OptionGroup {
  private final String title;
  private final List<Option<?>> options = new ArrayList<>();
  private final List<NamedOption<?>> named = new ArrayList<>();

  /**
   * @param title what the options are about; the heading on the reference page
   */
  public OptionGroup(String title) {
    this.title = title;
  }

  <T> Option<T> add(Option<T> option) {
    options.add(option);
    return option;
  }

  <T> NamedOption<T> add(NamedOption<T> option) {
    named.add(option);
    return option;
  }

  /** The heading on the reference page. */
  public String title() {
    return title;
  }

  /** The options in the order of the reference page. */
  public List<Option<?>> options() {
    return Collections.unmodifiableList(options);
  }

  /** The options that can be given many times. */
  public List<NamedOption<?>> named() {
    return Collections.unmodifiableList(named);
  }
}
