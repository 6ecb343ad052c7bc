package io.foreflow.options;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All options of one kind of configuration.
 *
 * @param groups the groups in the order of the reference page
 * @param passedOn prefixes of keys that are settings of a library and are passed on to it
 * @param hint advice about these prefixes in the problem of an unknown key
 * @param isReserved whether a key that ends with {@code .file} is a library's own key
 */
public record OptionSet(
    List<OptionGroup> groups, List<String> passedOn, String hint, Predicate<String> isReserved) {

  public OptionSet {
    groups = List.copyOf(groups);
    passedOn = List.copyOf(passedOn);
  }

  /** Creates a set without settings of libraries. Its problems are whole sentences. */
  public OptionSet(List<OptionGroup> groups) {
    this(groups, List.of(), "", key -> false);
  }

  /** All options in the order of the reference page. */
  public List<Option<?>> options() {
    return groups.stream().<Option<?>>flatMap(group -> group.options().stream()).toList();
  }

  /** The options that can be given many times. */
  public List<NamedOption<?>> named() {
    return groups.stream().<NamedOption<?>>flatMap(group -> group.named().stream()).toList();
  }

  /** The names of all options. */
  public List<String> names() {
    return options().stream().<String>map(Option::name).toList();
  }

  /** The option with this name. */
  public Optional<Option<?>> byName(String name) {
    return options().stream().filter(option -> option.name().equals(name)).findFirst();
  }

  /** The type of the values of a key. Empty if the key is not an option's key. */
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

  /** The problem of a key that belongs neither to an option nor to a library. */
  Problem unknown(String key, Setting setting) {
    String near = Nearest.to(key, names()).map(name -> "did you mean " + name + "? ").orElse("");
    if (passedOn.isEmpty()) {
      String sentence = "there is no option " + key + "; there are " + names();
      return Problem.sentence(key, near.isEmpty() ? sentence : sentence + "; " + near.strip())
          .at(setting.place());
    }
    return new Problem(key, "is no option; " + near + hint).at(setting.place());
  }

  /** The problem of a value that does not have the key's type. */
  Problem refused(String key, Setting setting, ValueType<?> type) {
    String shown = Secrets.shown(key, setting.value());
    Problem problem =
        passedOn.isEmpty()
            ? Problem.sentence(key, key + " is " + shown + ", it must be " + type.name())
            : new Problem(key, shown + " must be " + type.name());
    return problem.at(setting.place());
  }
}
