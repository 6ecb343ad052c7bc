package io.foreflow.trainer;

import io.foreflow.history.SeriesHistory;
import io.foreflow.history.WorkSpace;
import io.foreflow.trainer.features.FeatureFunction;
import java.util.List;

/**
 * The room that the features of a training take.
 *
 * @param bytesPerSlot bytes of the features of one slot
 * @param featureBytes bytes of the features of all slots and copies
 * @param diskBytes bytes of snapshots and columns, if the features are not held
 * @param held whether the features are held on the heap
 */
public record TrainingSpace(long bytesPerSlot, long featureBytes, long diskBytes, boolean held) {

  /**
   * The room in a space.
   *
   * @param config the configuration suited to the histories
   */
  public static TrainingSpace of(
      TrainingConfig config, List<SeriesHistory> histories, WorkSpace space) {
    try (FeatureFunction function = new FeatureFunction(config.features())) {
      return of(config, function, histories, space);
    }
  }

  static TrainingSpace of(
      TrainingConfig config,
      FeatureFunction function,
      List<SeriesHistory> histories,
      WorkSpace space) {
    long slots = histories.stream().mapToLong(SeriesHistory::slots).sum();
    int copies = config.fit().windows().disturbed();
    boolean scales = config.fit().loss().scaleWeight() != 0;
    long features = slots * function.bytesPerSlot() * (1 + copies);
    long disk =
        slots * function.snapshotBytesPerSlot(scales) * (1 + copies) + slots * copies * Float.BYTES;
    return new TrainingSpace(
        function.bytesPerSlot(), features, disk, features <= space.heapBytes());
  }
}
