package io.foreflow.trainer.network;

import io.foreflow.graph.Tensor;
import io.foreflow.trainer.features.ContextMove;
import io.foreflow.trainer.features.FeatureConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fits the weights of a network with a quantile head to another horizon. A step that the old
 * network has keeps its weights. A later one gets those of the step whole seasons earlier, and of
 * the last step if there is none. An input for a step that is no longer there counts as the one
 * whole seasons earlier.
 *
 * @param was the features of the old network
 * @param horizon the new horizon
 */
record HorizonMove(FeatureConfig was, int horizon) {

  /**
   * The weights of the new network.
   *
   * @param cells number of columns of the cells that the head reads
   */
  WeightSet fit(WeightSet weights, int cells) {
    ContextMove context = new ContextMove(was, horizon);
    Map<String, Tensor> fitted = new LinkedHashMap<>();
    weights
        .tensors()
        .forEach(
            (name, old) ->
                fitted.put(
                    name,
                    switch (name) {
                      case HeadLayers.W1 -> hidden(old, cells, context);
                      case HeadLayers.W2, LinearPath.WEIGHT -> rows(old);
                      case HeadLayers.B2 -> bias(old);
                      case Shortcut.WEIGHT -> shortcut(old, context);
                      default -> old;
                    }));
    return new WeightSet(fitted);
  }

  /** The old step whose weights a step gets. Both are counted from 0. */
  private int source(int step) {
    int last = was.horizon() - 1;
    if (step <= last || was.seasons().isEmpty()) {
      return Math.min(step, last);
    }
    int season = was.seasons().get(0);
    int earlier = step;
    while (earlier > last) {
      earlier -= season;
    }
    return earlier < 0 ? last : earlier;
  }

  /** The hidden layer of the head. It reads the cells, the context, and what attention finds. */
  private Tensor hidden(Tensor old, int cells, ContextMove context) {
    int[] inside = context.places(0);
    int added = context.newWidth() - inside.length;
    int[] places = new int[old.columns()];
    for (int column = 0; column < places.length; column++) {
      int at = column - cells;
      if (at < 0) {
        places[column] = column;
      } else if (at >= inside.length) {
        places[column] = column + added;
      } else {
        places[column] = inside[at] < 0 ? -1 : cells + inside[at];
      }
    }
    Tensor fitted = zeros(old.rows(), old.columns() + added);
    for (int row = 0; row < old.rows(); row++) {
      addRow(old, row, places, fitted, row);
    }
    return fitted;
  }

  /** A matrix of blocks that have a row for each step. */
  private Tensor rows(Tensor old) {
    int blocks = old.rows() / was.horizon();
    int columns = old.columns();
    Tensor fitted = zeros(blocks * horizon, columns);
    for (int row = 0; row < fitted.rows(); row++) {
      int from = row / horizon * was.horizon() + source(row % horizon);
      System.arraycopy(old.data(), from * columns, fitted.data(), row * columns, columns);
    }
    return fitted;
  }

  private Tensor bias(Tensor old) {
    Tensor fitted = rows(new Tensor(old.columns(), 1, old.data()));
    return new Tensor(1, fitted.rows(), fitted.data());
  }

  /** The maps of the shortcut. A row that serves a later step reads what belongs to that step. */
  private Tensor shortcut(Tensor old, ContextMove context) {
    int maps = old.rows() / was.horizon();
    Tensor fitted = zeros(maps * horizon, context.newWidth());
    for (int step = 0; step < horizon; step++) {
      int source = source(step);
      int[] places = context.places(step - source);
      for (int map = 0; map < maps; map++) {
        addRow(old, map * was.horizon() + source, places, fitted, map * horizon + step);
      }
    }
    return fitted;
  }

  private static Tensor zeros(int rows, int columns) {
    return new Tensor(rows, columns, new float[rows * columns]);
  }

  private static void addRow(Tensor from, int row, int[] places, Tensor to, int toRow) {
    for (int column = 0; column < places.length; column++) {
      if (places[column] >= 0) {
        to.data()[toRow * to.columns() + places[column]] +=
            from.data()[row * from.columns() + column];
      }
    }
  }
}
