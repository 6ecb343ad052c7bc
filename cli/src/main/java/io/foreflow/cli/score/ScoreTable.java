package io.foreflow.cli.score;

import io.foreflow.cli.view.Numbers;
import io.foreflow.wire.StepScore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Scores as lines of text, in columns that are as wide as they have to be. */
public final class ScoreTable {
  private static final int TEXT_COLUMNS = 3;

  private final List<List<String>> rows = new ArrayList<>();
  private final boolean hasSeries;

  /**
   * A table without rows.
   *
   * @param hasSeries whether rows have a series
   */
  public ScoreTable(boolean hasSeries) {
    this.hasSeries = hasSeries;
    rows.add(
        List.of(
            "series", "model", "version", "step", "forecasts", "in band", "of", "MASE", "loss"));
  }

  /** Adds a row. */
  public void add(
      String series, String model, String version, double nominalCoverage, StepScore score) {
    rows.add(
        List.of(
            series,
            model,
            version,
            Integer.toString(score.step()),
            Numbers.count(score.forecasts()),
            percent(score.coverage(), 1),
            percent(nominalCoverage, nominalCoverage * 100 % 1 == 0 ? 0 : 1),
            Numbers.decimal(score.mase(), 3),
            Numbers.decimal(score.meanLoss(), 4)));
  }

  private static String percent(double share, int decimals) {
    return Double.isNaN(share) ? "-" : Numbers.decimal(100 * share, decimals) + " %";
  }

  /** The lines, the head first. */
  public List<String> lines() {
    int columns = rows.get(0).size();
    List<Integer> widths = new ArrayList<>(Collections.nCopies(columns, 0));
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = hasSeries ? 0 : 1; i < row.size(); i++) {
      String cell = row.get(i);
      String blanks = " ".repeat(widths.get(i) - cell.length());
      line.append(line.isEmpty() ? "" : "  ");
      line.append(i < TEXT_COLUMNS ? cell + blanks : blanks + cell);
    }
    return line.toString().stripTrailing();
  }
}
