package io.foreflow.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What the numbers of a forecast are. A model gives forecasts of one kind. Code that depends on the
 * kind asks by {@link #match}: when a kind is added, the compiler names each place that needs it.
 */
public sealed interface ForecastKind {

  /** How many numbers a forecast has for each step. */
  int rows();

  /** The result of the function that is for this kind. */
  <R> R match(Function<Quantiles, R> ofQuantiles, Function<Classes, R> ofClasses);

  /**
   * The kind that two lists stand for, of which one is empty. The records and the model file have
   * both lists.
   *
   * @throws IllegalArgumentException if neither of them is empty
   */
  static ForecastKind of(double[] levels, List<String> classes) {
    if (classes.isEmpty()) {
      return new Quantiles(levels);
    }
    if (levels.length > 0) {
      throw new IllegalArgumentException(
          "found levels and classes, allowed: one of them, for quantiles or for probabilities");
    }
    return new Classes(classes);
  }

  /**
   * Quantiles, in the series' own units. The record owns its array: nobody changes it afterwards.
   *
   * @param levels ascending, each between 0 and 1
   */
  // An array, so that levels are not boxed on their way through the job.
  @SuppressWarnings("ArrayRecordComponent")
  record Quantiles(double[] levels) implements ForecastKind {

    /** Quantiles at these levels. */
    public Quantiles(List<Double> levels) {
      this(levels.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The levels as a list. */
    public List<Double> levelList() {
      return Arrays.stream(levels).boxed().toList();
    }

    @Override
    public int rows() {
      return levels.length;
    }

    @Override
    public <R> R match(Function<Quantiles, R> ofQuantiles, Function<Classes, R> ofClasses) {
      return ofQuantiles.apply(this);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Quantiles that && Arrays.equals(levels, that.levels);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
      return "quantiles at " + Arrays.toString(levels);
    }
  }

  /**
   * Probabilities of classes, which add up to 1 for each step.
   *
   * @param names of the classes
   */
  record Classes(List<String> names) implements ForecastKind {

    public Classes {
      names = List.copyOf(names);
    }

    @Override
    public int rows() {
      return names.size();
    }

    @Override
    public <R> R match(Function<Quantiles, R> ofQuantiles, Function<Classes, R> ofClasses) {
      return ofClasses.apply(this);
    }

    @Override
    public String toString() {
      return "probabilities of " + names;
    }
  }
}
