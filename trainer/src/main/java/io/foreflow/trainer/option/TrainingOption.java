package io.foreflow.trainer.option;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a training can be told. Everything known about it stands here; who reads, checks,
 * writes or documents an option takes it from this record.
 *
 * @param name as in flags, YAML and the manifest, such as {@code learning-rate}
 * @param type kind of value
 * @param rule which values are allowed
 * @param usual the value where none is given; empty if it follows from other options
 * @param usualText the default in words
 * @param description a sentence or two for the reference page
 */
public record TrainingOption<T>(
    String name,
    OptionType<T> type,
    Rule<T> rule,
    Optional<T> usual,
    String usualText,
    String description) {

  /** An option with a default of its own. */
  public static <T> TrainingOption<T> of(
      String name, OptionType<T> type, Rule<T> rule, T usual, String description) {
    return new TrainingOption<>(
        name, type, rule, Optional.of(usual), String.valueOf(usual), description);
  }

  /** An option whose default follows from others, as {@code usualText} says. */
  public static <T> TrainingOption<T> derived(
      String name, OptionType<T> type, Rule<T> rule, String usualText, String description) {
    return new TrainingOption<>(name, type, rule, Optional.empty(), usualText, description);
  }

  /** Adds a problem if the value is not allowed. */
  public void check(List<String> problems, T value) {
    if (!rule.holds().test(value)) {
      problems.add(problem(value));
    }
  }

  /** Says that the value is not allowed, and what is. */
  public String problem(T value) {
    String found = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    return name + " is " + found + ", it must be " + rule.text();
  }

  @Override
  public String toString() {
    return name;
  }
}
