package io.foreflow.job.state;

import io.foreflow.series.SlotGrid;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The grids of the states of one task. A state says by a number which grid its slots are of. The
 * number of a grid without a trading calendar is its cadence, so such a grid is always known. One
 * with a calendar is known as long as a model has it that is used or tracked.
 */
public final class KnownGrids {
  private final Map<Long, SlotGrid> byId = new HashMap<>();
  private @Nullable SlotGrid last;
  private long lastId;

  /** Makes a grid known. */
  public void add(SlotGrid grid) {
    byId.put(grid.id(), grid);
  }

  /** The grid of a state; null if it is not known any more. Allocates nothing for one grid. */
  public @Nullable SlotGrid of(byte[] state) {
    long id = SeriesState.gridId(state);
    if (last == null || lastId != id) {
      last = id > 0 ? new SlotGrid(id) : byId.get(id);
      lastId = id;
    }
    return last;
  }
}
