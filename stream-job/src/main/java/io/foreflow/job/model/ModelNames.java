package io.foreflow.job.model;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The names that the files of a pipeline's models turn out to have. Each must be the one that
 * routes lead to, and no two may be the same. The default model may have any name.
 */
public final class ModelNames {
  private final ModelRoutes routes;
  private final Set<String> taken = new HashSet<>();

  /** No name is taken yet. */
  public ModelNames(ModelRoutes routes) {
    this.routes = routes;
  }

  /**
   * Takes the name of a model.
   *
   * @param number the model's number in the routes
   * @return what is wrong with the name, as the words that follow "found"; empty if nothing is
   */
  public Optional<String> take(int number, String found) {
    String expected = routes.names().get(number);
    if (number != ModelRoutes.DEFAULT && !found.equals(expected)) {
      return Optional.of("a model of the name \"%s\", allowed: \"%s\"".formatted(found, expected));
    }
    if (!taken.add(found)) {
      return Optional.of(
          "a second model of the name \"%s\", allowed: one of each name".formatted(found));
    }
    return Optional.empty();
  }
}
