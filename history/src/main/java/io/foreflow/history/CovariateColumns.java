package io.foreflow.history;

import java.util.Arrays;
import java.util.List;

/**
 * The columns of a history from which a model reads its covariates. If the history has a column of
 * the exact name, such as {@code temperature+3}, the covariate is the value of that column at the
 * reading's slot: what was known then about the third slot after it. Otherwise the covariate is the
 * value of the column {@code temperature} three slots later.
 */
public final class CovariateColumns {

  private final int[] columns;
  private final int[] ahead;

  private CovariateColumns(int[] columns, int[] ahead) {
    this.columns = columns;
    this.ahead = ahead;
  }

  /**
   * Finds the columns.
   *
   * @param wanted the model's covariates, in the order in which it reads them
   * @param names the names of the history's columns
   * @throws IllegalArgumentException if a covariate has no column
   */
  public static CovariateColumns of(List<String> wanted, List<String> names) {
    int[] columns = new int[wanted.size()];
    int[] ahead = new int[wanted.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = names.indexOf(wanted.get(i));
      if (columns[i] < 0) {
        CovariateName name = CovariateName.of(wanted.get(i));
        columns[i] = names.indexOf(name.column());
        ahead[i] = name.ahead();
      }
      if (columns[i] < 0) {
        throw new IllegalArgumentException(
            "the history has no column for the covariate "
                + wanted.get(i)
                + "; it has the covariates "
                + names);
      }
    }
    return new CovariateColumns(columns, ahead);
  }

  /** The number of covariates. */
  public int count() {
    return columns.length;
  }

  /**
   * Reads the covariates of a slot into {@code target}. A slot for which the history has neither a
   * reading nor a covariate is a gap. Nothing was sent then, so all covariates are missing, even if
   * other slots know something about it.
   */
  public void read(SeriesHistory history, int slot, float[] target) {
    Covariates covariates = history.covariates();
    if (Float.isNaN(history.value(slot)) && !covariates.isKnown(slot)) {
      Arrays.fill(target, Float.NaN);
      return;
    }
    for (int i = 0; i < columns.length; i++) {
      target[i] = covariates.at(slot + ahead[i], columns[i]);
    }
  }
}
