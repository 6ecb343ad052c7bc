package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a step makes of covariates as graph nodes. One in a unit of its own counts in
 * standard deviations from its mean, both constants of the file; one in the target's unit in scales
 * from the reading. A missing one counts as 0: as its mean, or as the reading. Without a reading
 * nothing can be relative to it, so that counts as 0 too.
 */
final class CovariateGraph {

  /** Deviations beyond this are held there. */
  private static final float EXTREME = 10f;

  /**
   * What becomes of them.
   *
   * @param inputs for the cells: everything that holds for the reading's slot
   * @param context for the head: what holds for its targets, so the constant and the known ones
   */
  record Columns(List<Value> inputs, List<Value> context) {}

  private final GraphBuilder graph;
  private final CovariateConfig config;
  private final int horizon;

  CovariateGraph(GraphBuilder graph, CovariateConfig config, int horizon) {
    this.graph = graph;
    this.config = config;
    this.horizon = horizon;
  }

  /**
   * Writes the nodes.
   *
   * @param given the covariates, NaN = missing
   * @param value the reading, imputed where it is missing
   * @param present 1 where there is a reading, else 0
   * @param perScale 1 over the scale of the series
   * @param extreme scales beyond this are held there
   */
  Columns emit(Value given, Value value, Value present, Value perScale, float extreme) {
    List<Value> inputs = new ArrayList<>();
    List<Value> context = new ArrayList<>();
    int relative = config.relative().size();
    if (relative > 0) {
      Value theirs = graph.slice(given, 0, relative);
      Value filled = graph.where(graph.isMissing(theirs), value, theirs);
      Value scaled = graph.mul(graph.sub(filled, value), perScale);
      inputs.add(graph.mul(graph.clip(scaled, -extreme, extreme), present));
    }
    if (given.width() > relative) {
      Value own = standardised(graph.slice(given, relative, given.width()));
      int constants = config.observed().size();
      int known = constants + config.constant().size();
      if (known > 0) {
        inputs.add(graph.slice(own, 0, known));
      }
      for (int at = known; at < own.width(); at += 1 + horizon) {
        inputs.add(graph.slice(own, at, at + 1));
      }
      if (constants < own.width()) {
        context.add(graph.slice(own, constants, own.width()));
      }
    }
    return new Columns(inputs, context);
  }

  private Value standardised(Value own) {
    List<CovariateScale> scales = config.columnScales(horizon);
    float[] means = new float[scales.size()];
    float[] perDeviation = new float[scales.size()];
    for (int i = 0; i < means.length; i++) {
      means[i] = scales.get(i).mean();
      perDeviation[i] = 1 / scales.get(i).deviation();
    }
    Value mean = graph.constant(means);
    Value filled = graph.where(graph.isMissing(own), mean, own);
    Value scaled = graph.mul(graph.sub(filled, mean), graph.constant(perDeviation));
    return graph.clip(scaled, -EXTREME, EXTREME);
  }
}
