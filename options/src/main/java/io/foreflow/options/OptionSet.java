package io.foreflow.options;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All options of one kind of configuration.
 *
 * @param groups in the order of the reference page
 * @param passedOn keys that begin with one of these are settings of a library, passed on to it
 * @param hint what to say about those where a key is unknown
 * @param isReserved whether a key that ends with {@code .file} is a library's own
 */
public record OptionSet(
    List<OptionGroup> groups, List<String> passedOn, String hint, Predicate<String> isReserved) {

  public OptionSet {
    groups = List.copyOf(groups);
    passedOn = List.copyOf(passedOn);
  }

  /** A set without settings of libraries. Its problems are whole sentences. */
  public OptionSet(List<OptionGroup> groups) {
    this(groups, List.of(), "", key -> false);
  }

  /** All options in the order of the reference page. */
  public List<Option<?>> options() {
    return groups.stream().<Option<?>>flatMap(group -> group.options().stream()).toList();
  }

  /** The options that may be given many times. */
  public List<NamedOption<?>> named() {
    return groups.stream().<NamedOption<?>>flatMap(group -> group.named().stream()).toList();
  }

  /** The names of all options. */
  public List<String> names() {
    return options().stream().<String>map(Option::name).toList();
  }

  /** The option of this name. */
  public Optional<Option<?>> byName(String name) {
    return options().stream().filter(option -> option.name().equals(name)).findFirst();
  }

  /** The type of the values of a key, if it is an option's. */
  Optional<ValueType<?>> typeOf(String key) {
    Optional<ValueType<?>> type = byName(key).map(Option::type);
    return type.or(
        () ->
            named().stream()
                .filter(option -> option.nameIn(key).isPresent())
                .<ValueType<?>>map(NamedOption::type)
                .findFirst());
  }

  boolean isPassedOn(String key) {
    return passedOn.stream().anyMatch(key::startsWith);
  }

  /** A key that is no option's and of no library. */
  Problem unknown(String key, Setting setting) {
    String near = Nearest.to(key, names()).map(name -> "did you mean " + name + "? ").orElse("");
    if (passedOn.isEmpty()) {
      String sentence = "there is no option " + key + "; there are " + names();
      return Problem.sentence(key, near.isEmpty() ? sentence : sentence + "; " + near.strip())
          .at(setting.place());
    }
    return new Problem(key, "is no option; " + near + hint).at(setting.place());
  }

  /** A value that is not of the key's type. */
  Problem refused(String key, Setting setting, ValueType<?> type) {
    String shown = Secrets.shown(key, setting.value());
    Problem problem =
        passedOn.isEmpty()
            ? Problem.sentence(key, key + " is " + shown + ", it must be " + type.name())
            : new Problem(key, shown + " must be " + type.name());
    return problem.at(setting.place());
  }
}
