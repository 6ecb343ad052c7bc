package io.foreflow.job.state;

import io.foreflow.manifest.Manifest;
import io.foreflow.manifest.StateLayout;
import io.foreflow.series.SlotGrid;
import java.util.HexFormat;

/** The header that all states of one model share. */
public record StateHeader(
    long model, SlotGrid grid, int stateSize, int seenOffset, int historyOffset, int historySize) {

  /** The header for the states of a model file. */
  public static StateHeader of(Manifest manifest, String sha256) {
    StateLayout layout = manifest.state();
    return new StateHeader(
        HexFormat.fromHexDigitsToLong(sha256, 0, 16),
        SlotGrid.of(manifest),
        layout.size(),
        layout.offset(StateLayout.SEEN),
        layout.offset(StateLayout.HISTORY),
        layout.size(StateLayout.HISTORY));
  }

  /** A new state for a series that this model has never seen. */
  public byte[] newState() {
    return SeriesState.create(this);
  }

  /** How many bytes a state has without memories. */
  public int stateBytes() {
    return SeriesState.HEADER_BYTES + stateSize * Float.BYTES;
  }

  /** Whether this model wrote {@code state}, so that its floats can be fed back as they are. */
  public boolean wrote(byte[] state) {
    return SeriesState.model(state) == model;
  }
}
