package io.foreflow.benchmarks.docs;

import io.foreflow.benchmarks.report.Spread;

/**
 * A goal that the project has set itself, and what was measured.
 *
 * @param program the command that measures it
 * @param figure what is measured
 * @param bound what it should be
 * @param found what was measured, as text
 * @param met whether that is as it should be
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
