package io.foreflow.history;

/**
 * One row of a {@link RowSorter}.
 *
 * @param group what the row belongs to
 * @param key the row's place in its group
 * @param tag a number that is not sorted by
 * @param numbers any number of them; the row owns the array
 */
// An array, so that numbers are not boxed; rows are never compared as a whole.
@SuppressWarnings("ArrayRecordComponent")
public record Row(int group, long key, int tag, float[] numbers) {

  /** Whether this row comes before another one, or is equal to it, by group and then by key. */
  boolean isUpTo(Row other) {
    return group < other.group || (group == other.group && key <= other.key);
  }
}
