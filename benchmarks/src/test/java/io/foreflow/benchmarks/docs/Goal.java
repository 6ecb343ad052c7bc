package io.foreflow.benchmarks.docs;

import io.foreflow.benchmarks.report.Spread;

/**
 * A goal of the project and the measured result.
 *
 * @param program the command that measures it
 * @param figure the measured quantity
 * @param bound the value that it should reach
 * @param found the measured value as text
 * @param met whether the goal is met
 */
record Goal(String program, String figure, String bound, String found, boolean met) {

  /** A goal for a ratio that should be large. */
  static Goal atLeast(String program, String figure, double least, double found) {
    return new Goal(
        program, figure, "at least " + Figures.bound(least), Figures.text(found), found >= least);
  }

  /** A goal for a measurement that should be large. */
  static Goal atLeast(String program, String figure, double least, Spread found) {
    return new Goal(
        program,
        figure,
        "at least " + Figures.bound(least),
        Figures.text(found),
        found.median() >= least);
  }

  /** A goal for a ratio that should be small. */
  static Goal atMost(String program, String figure, double most, double found) {
    return new Goal(
        program, figure, "at most " + Figures.bound(most), Figures.text(found), found <= most);
  }

  /** A goal for a measurement that should be small. */
  static Goal atMost(String program, String figure, double most, Spread found) {
    return new Goal(
        program,
        figure,
        "at most " + Figures.bound(most),
        Figures.text(found),
        found.median() <= most);
  }

  /** A row of the table of goals. */
  String row() {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(program, figure, bound, found, met ? "met" : "**missed**");
  }
}
