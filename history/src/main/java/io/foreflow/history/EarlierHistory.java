package io.foreflow.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Readings from before a history begins. Put in front of the history, they give its series a past.
 */
public final class EarlierHistory {

  private final Map<String, List<SeriesHistory>> bySeries = new HashMap<>();
  private final int maxGap;
  private final WorkSpace space;

  /** Creates a past that works in the JVM's folder for temporary files. */
  public EarlierHistory(List<SeriesHistory> earlier, int maxGap) {
    this(earlier, maxGap, WorkSpace.ofTempFolder());
  }

  /**
   * Creates a past from earlier readings.
   *
   * @param earlier the earlier readings
   * @param maxGap the longest gap, in slots, that does not start a series afresh
   * @param space the room for joined histories
   */
  public EarlierHistory(List<SeriesHistory> earlier, int maxGap, WorkSpace space) {
    earlier.forEach(
        part -> bySeries.computeIfAbsent(part.series(), name -> new ArrayList<>()).add(part));
    this.maxGap = maxGap;
    this.space = space;
  }

  /**
   * The history with the earlier readings of each of its series in front. Readings before a gap
   * longer than {@code maxGap} are left out, because the series starts afresh after it. Series that
   * are not in the history are left out too.
   */
  public List<SeriesHistory> before(List<SeriesHistory> history) {
    Map<String, Long> begins = begins(history);
    List<SeriesHistory> joined = new ArrayList<>();
    try (ColumnStore store = new ColumnStore(space)) {
      for (SeriesHistory part : history) {
        boolean first = begins.getOrDefault(part.series(), 0L) == part.firstSlot();
        joined.add(first ? join(part, store) : part);
      }
    }
    return List.copyOf(joined);
  }

  /** The first slot of each series. */
  public static Map<String, Long> begins(List<SeriesHistory> history) {
    Map<String, Long> begins = new HashMap<>();
    history.forEach(part -> begins.merge(part.series(), part.firstSlot(), Math::min));
    return begins;
  }

  private SeriesHistory join(SeriesHistory part, ColumnStore store) {
    SeriesHistory last = null;
    for (SeriesHistory one : bySeries.getOrDefault(part.series(), List.of())) {
      boolean later = last == null || one.firstSlot() > last.firstSlot();
      last = one.firstSlot() < part.firstSlot() && later ? one : last;
    }
    if (last == null) {
      return part;
    }
    int before = (int) Math.min(last.slots(), part.firstSlot() - last.firstSlot());
    long gap = part.firstSlot() - last.firstSlot() - before;
    if (gap > maxGap) {
      return part;
    }
    int offset = (int) (before + gap);
    float[] values = new float[offset + part.slots()];
    Arrays.fill(values, Float.NaN);
    System.arraycopy(last.values(), 0, values, 0, before);
    System.arraycopy(part.values(), 0, values, offset, part.slots());
    return new SeriesHistory(
        part.series(),
        last.firstSlot(),
        store.keep(values),
        join(last, before, part, offset, store));
  }

  private static Covariates join(
      SeriesHistory earlier, int before, SeriesHistory part, int offset, ColumnStore store) {
    Covariates own = part.covariates();
    int columns = own.names().size();
    if (columns == 0) {
      return own;
    }
    float[] values = new float[(offset + own.rows()) * columns];
    Arrays.fill(values, Float.NaN);
    for (int row = 0; row < before; row++) {
      for (int column = 0; column < columns; column++) {
        int known = earlier.covariates().names().indexOf(own.names().get(column));
        values[row * columns + column] =
            known < 0 ? Float.NaN : earlier.covariates().at(row, known);
      }
    }
    System.arraycopy(own.values(), 0, values, offset * columns, own.values().length);
    return new Covariates(own.names(), store.keep(values));
  }
}
