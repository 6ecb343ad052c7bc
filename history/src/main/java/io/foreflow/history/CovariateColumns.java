package io.foreflow.history;

import java.util.Arrays;
import java.util.List;

/**
 * Where a model finds its covariates in a history. A covariate of the name {@code temperature+3}
 * is, where there is a column of just this name, what stands there at the reading's slot, that is,
 * what was then known of the third slot after it; else it is what the column {@code temperature}
 * has three slots later.
 */
public final class CovariateColumns {

  private final int[] columns;
  private final int[] ahead;

  private CovariateColumns(int[] columns, int[] ahead) {
    this.columns = columns;
    this.ahead = ahead;
  }

  /**
   * Finds them.
   *
   * @param wanted what the model reads after its target, in its order
   * @param names the history's columns
   * @throws IllegalArgumentException if there is no column for one
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

  /** How many there are. */
  public int count() {
    return columns.length;
  }

  /**
   * Reads the covariates that come with the reading of a slot. A slot of which the history has
   * nothing at all is a gap: nobody sent anything, so everything is missing, whatever is known of
   * the slots around it.
   */
  public void read(SeriesHistory history, int slot, float[] target) {
    Covariates covariates = history.covariates();
    if (Float.isNaN(history.values()[slot]) && !covariates.isKnown(slot)) {
      Arrays.fill(target, Float.NaN);
      return;
    }
    for (int i = 0; i < columns.length; i++) {
      target[i] = covariates.at(slot + ahead[i], columns[i]);
    }
  }
}
