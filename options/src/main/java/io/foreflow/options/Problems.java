package io.foreflow.options;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Everything that is wrong with a configuration, to be said at once. Not thread-safe. */
public final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();

  /** Adds a problem; one that is there already is not said twice. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** Adds problems. */
  public void addAll(Collection<Problem> problems) {
    found.addAll(problems);
  }

  /**
   * Adds a sentence: the key, its value, and what is wrong with it.
   *
   * @param text begins with "must" or "but"
   */
  public void add(String key, Object value, String text) {
    boolean isMany = value instanceof List;
    String subject = text.startsWith("must") ? (isMany ? "they " : "it ") : "";
    say(key, key + (isMany ? " are " : " is ") + shown(value) + ", " + subject + text);
  }

  /** Adds a sentence that names the key itself. */
  public void say(String key, String sentence) {
    add(Problem.sentence(key, sentence));
  }

  /** Adds a problem if the option does not allow the value. */
  public <T> void check(Option<T> option, T value) {
    if (!option.rule().holds().test(value)) {
      say(option.name(), option + " is " + shown(value) + ", it must be " + option.rule().text());
    }
  }

  private static String shown(Object value) {
    return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
  }

  /** What the supplier gives; empty if that is refused, and then its problems are added. */
  public <T> Optional<T> collect(Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (InvalidConfigurationException e) {
      addAll(e.problems());
      return Optional.empty();
    }
  }

  /** All of them, in the order in which they were found. */
  public List<Problem> all() {
    return new ArrayList<>(found);
  }

  /**
   * Ends the collection.
   *
   * @throws InvalidConfigurationException with every problem, if there is any
   */
  public void throwIfAny() {
    throwIfAny(UnaryOperator.identity());
  }

  /** The same, each problem changed first. */
  public void throwIfAny(UnaryOperator<Problem> change) {
    if (!found.isEmpty()) {
      throw InvalidConfigurationException.inOneLine(found.stream().map(change).toList());
    }
  }
}
