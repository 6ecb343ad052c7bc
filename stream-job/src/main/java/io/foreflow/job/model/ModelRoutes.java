package io.foreflow.job.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules for which model steps which series. The first rule whose pattern matches the series'
 * name decides, and the default model steps the other series. Immutable.
 *
 * <p>Models have numbers, so that data for each model can be kept in an array. The default model is
 * {@link #DEFAULT}, and the others follow in the order of their first rule. Without rules, {@link
 * #route} looks at nothing; with rules, it allocates nothing.
 */
public final class ModelRoutes implements Serializable {
  private static final long serialVersionUID = 1;

  /** The number of the default model. */
  public static final int DEFAULT = 0;

  /** The name of the default model in rules. */
  public static final String DEFAULT_NAME = "default";

  /** The routes that lead all series to the default model. */
  public static final ModelRoutes NONE = new ModelRoutes(List.of());

  private static final String ARROW = "->";

  private final GlobPattern[] patterns;
  private final int[] models;
  private final ArrayList<String> names = new ArrayList<>();

  /**
   * A rule of the routes.
   *
   * @param pattern for the series' name: {@code *} stands for any characters or none, {@code ?} for
   *     one
   * @param model the model's name, or {@link #DEFAULT_NAME}
   */
  public record Rule(String pattern, String model) {
    /**
     * Reads a rule like {@code pattern -> model}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Rule parse(String text) {
      int arrow = text.indexOf(ARROW);
      String pattern = arrow < 0 ? "" : text.substring(0, arrow).strip();
      String model = arrow < 0 ? "" : text.substring(arrow + ARROW.length()).strip();
      if (pattern.isEmpty() || model.isEmpty()) {
        throw new IllegalArgumentException(
            "found \"" + text + "\", allowed: a pattern, ->, and a model's name");
      }
      return new Rule(pattern, model);
    }
  }

  private ModelRoutes(List<Rule> rules) {
    names.add(DEFAULT_NAME);
    patterns = new GlobPattern[rules.size()];
    models = new int[rules.size()];
    for (int i = 0; i < models.length; i++) {
      Rule rule = rules.get(i);
      patterns[i] = new GlobPattern(rule.pattern());
      if (!names.contains(rule.model())) {
        names.add(rule.model());
      }
      models[i] = names.indexOf(rule.model());
    }
  }

  /** Routes whose rules are tried in this order. */
  public static ModelRoutes of(List<Rule> rules) {
    return rules.isEmpty() ? NONE : new ModelRoutes(rules);
  }

  /** The number of the model that steps a series. */
  public int route(String series) {
    for (int i = 0; i < models.length; i++) {
      if (patterns[i].matches(series)) {
        return models[i];
      }
    }
    return DEFAULT;
  }

  /** The models' names by their numbers; the default model is called {@link #DEFAULT_NAME}. */
  public List<String> names() {
    return List.copyOf(names);
  }
}
