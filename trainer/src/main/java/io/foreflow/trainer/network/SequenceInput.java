package io.foreflow.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.foreflow.trainer.features.SeriesFeatures;

/**
 * The input of a network for whole sequences.
 *
 * @param inputs for the cells, [batch, time, inputs]
 * @param context for the head, [batch, origins, context]; each slot is an origin, or the last of
 *     every {@code time / origins} slots
 * @param readings the series themselves, from {@link ForecastNetwork#lead} slots before the first
 *     on: [batch, lead + time], less one number for each row, which makes no difference to a
 *     network
 * @param level running mean of the series, less the same number, [batch, time, 1]
 * @param perScale 1 over the scale, [batch, time, 1]; 0 where nothing was read yet
 */
public record SequenceInput(
    NDArray inputs, NDArray context, NDArray readings, NDArray level, NDArray perScale) {

  /** The input of a network that reads nothing but inputs and context. */
  public static SequenceInput of(NDArray inputs, NDArray context) {
    Shape shape = inputs.getShape();
    NDArray nothing = inputs.getManager().zeros(new Shape(shape.get(0), shape.get(1), 1));
    return new SequenceInput(inputs, context, nothing.squeeze(2), nothing, nothing);
  }

  /**
   * A whole series, from the {@link ForecastNetwork#lead} of the network on, to compare a file with
   * the network. The readings have 64 bits. With the 32 bits of a batch, a series that has only
   * begun has next to no scale and would show rounding that the step graph does not have.
   */
  public static SequenceInput whole(SeriesFeatures series, int lead, NDManager manager) {
    int slots = series.history().slots();
    double[] readings = new double[lead + slots];
    for (int i = 0; i < readings.length; i++) {
      readings[i] = series.readings()[Math.max(0, i - lead)];
    }
    double[] level = new double[slots];
    double[] perScale = new double[slots];
    for (int slot = 0; slot < slots; slot++) {
      level[slot] = series.level()[slot];
      perScale[slot] = series.perScale(slot);
    }
    return new SequenceInput(
        manager.create(series.inputs(), new Shape(1, slots, series.inputs().length / slots)),
        manager.create(series.context(), new Shape(1, slots, series.context().length / slots)),
        manager.create(readings, new Shape(1, lead + slots)),
        manager.create(level, new Shape(1, slots, 1)),
        manager.create(perScale, new Shape(1, slots, 1)));
  }

  /** The number of rows. */
  public long batch() {
    return inputs.getShape().get(0);
  }

  /** The number of slots. */
  public long time() {
    return inputs.getShape().get(1);
  }

  /** The slots of [batch, time, columns] that are origins: [batch, origins, columns]. */
  NDArray atOrigins(NDArray all) {
    long apart = time() / context.getShape().get(1);
    return apart == 1 ? all : all.get(new NDIndex(":, " + (apart - 1) + "::" + apart));
  }

  /**
   * The part from slot {@code from} to slot {@code to} (exclusive), with the readings that lead up
   * to it.
   */
  public SequenceInput part(long from, long to) {
    long lead = readings.getShape().get(1) - time();
    return new SequenceInput(
        slots(inputs, from, to),
        slots(context, from, to),
        slots(readings, from, lead + to),
        slots(level, from, to),
        slots(perScale, from, to));
  }

  private static NDArray slots(NDArray array, long from, long to) {
    return array.get(new NDIndex(":, " + from + ":" + to));
  }

  /** The readings for windows of this length, one window that ends with each slot. */
  NDArray readings(int window) {
    long all = readings.getShape().get(1);
    long from = all - time() - window + 1;
    if (from < 0) {
      throw new IllegalArgumentException(
          all + " readings for " + time() + " slots, windows of " + window + " need more");
    }
    return from == 0 ? readings : slots(readings, from, all);
  }
}
