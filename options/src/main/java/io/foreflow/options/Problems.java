package io.foreflow.options;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The problems of a configuration, collected to be reported together. Not thread-safe. */
public final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();

  /** Adds a problem, unless it was added before. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** Adds problems. */
  public void addAll(Collection<Problem> problems) {
    found.addAll(problems);
  }

  /**
   * Adds a sentence from the key, its value and what is wrong with it.
   *
   * @param text what is wrong; begins with "must" or "but"
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

  /**
   * The result of the supplier. If the supplier refuses its configuration, its problems are added
   * and the result is empty.
   */
  public <T> Optional<T> collect(Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (InvalidConfigurationException e) {
      addAll(e.problems());
      return Optional.empty();
    }
  }

  /** All problems in the order in which they were found. */
  public List<Problem> all() {
    return new ArrayList<>(found);
  }

  /**
   * Refuses the configuration if it has a problem.
   *
   * @throws InvalidConfigurationException with every problem, if there is any
   */
  public void throwIfAny() {
    throwIfAny(UnaryOperator.identity());
  }

  /** Refuses the configuration if it has a problem. Each problem is changed first. */
  public void throwIfAny(UnaryOperator<Problem> change) {
    if (!found.isEmpty()) {
      throw InvalidConfigurationException.inOneLine(found.stream().map(change).toList());
    }
  }
}
