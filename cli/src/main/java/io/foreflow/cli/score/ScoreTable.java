package io.foreflow.cli.score;

import io.foreflow.cli.view.Numbers;
import io.foreflow.wire.StepScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scores as lines of text, in columns that are as wide as they have to be. */
public final class ScoreTable {
  private static final List<String> FIGURES =
      List.of("step", "forecasts", "in band", "of", "MASE", "loss");

  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> head = new ArrayList<>();
  private final int names;
  private final int[] widths;

  /**
   * A table without rows.
   *
   * @param names of the columns before the figures
   */
  public ScoreTable(String... names) {
    this.names = names.length;
    head.addAll(Arrays.asList(names));
    head.addAll(FIGURES);
    widths = head.stream().mapToInt(String::length).toArray();
  }

  /**
   * Adds a row.
   *
   * @param named the cells before the figures
   * @param nominalCoverage the share of readings that the outer band should hold
   */
  public void add(List<String> named, double nominalCoverage, StepScore score) {
    List<String> row = new ArrayList<>(named);
    row.add(Integer.toString(score.step()));
    row.add(Numbers.count(score.forecasts()));
    row.add(percent(score.coverage(), 1));
    row.add(percent(nominalCoverage, isWhole(100 * nominalCoverage) ? 0 : 1));
    row.add(Numbers.decimal(score.mase(), 3));
    row.add(Numbers.decimal(score.meanLoss(), 4));
    rows.add(row);
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], row.get(i).length());
    }
  }

  private static boolean isWhole(double percent) {
    return Math.abs(percent - Math.rint(percent)) < 1e-6;
  }

  private static String percent(double share, int decimals) {
    return Double.isNaN(share) ? "-" : Numbers.decimal(100 * share, decimals) + " %";
  }

  /** The lines of the head and of all rows, which are gone then. Columns stay as wide. */
  public List<String> takeLines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(head));
    rows.forEach(row -> lines.add(line(row)));
    rows.clear();
    return lines;
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      String blanks = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : "  ");
      line.append(i < names ? cell + blanks : blanks + cell);
    }
    return line.toString().stripTrailing();
  }
}
