package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the features of covariates as graph nodes. A covariate in its own unit is expressed in
 * standard deviations from its mean. Mean and deviation are constants of the file. A covariate in
 * the target's unit is expressed in scales from the reading. A missing covariate counts as 0: as
 * its mean, or as the reading. If the reading is missing, covariates in the target's unit count as
 * 0 too.
 */
final class CovariateGraph {

  /** Larger deviations are cut to this value. */
  private static final float EXTREME = 10f;

  /**
   * The features made of covariates.
   *
   * @param inputs for the cells: everything known at the reading's slot
   * @param context for the head: what is known about its targets, from constant and known-ahead
   *     covariates
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
   * @param given the covariates; NaN = missing
   * @param value the reading, imputed where it is missing
   * @param present 1 if there is a reading, else 0
   * @param perScale 1 over the scale of the series
   * @param extreme larger numbers of scales are cut to this value
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
