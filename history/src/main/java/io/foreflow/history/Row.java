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
public record Row(int group, long key, int tag, float[] numbers) {}
