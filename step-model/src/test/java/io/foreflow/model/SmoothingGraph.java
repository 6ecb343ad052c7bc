package io.foreflow.model;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Tensor;
import io.foreflow.graph.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The graph of a {@link TinyStepGraph}.
 *
 * @param tiny the settings of the graph
 */
record SmoothingGraph(TinyStepGraph tiny) {
  private static final float DAILY_WAVE = 0.125f;
  private static final float OF_EACH_COVARIATE = 0.01f;
  private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
  private static final long MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();
  private static final long MILLIS_PER_MINUTE = Duration.ofMinutes(1).toMillis();

  /** The bytes of the graph without the manifest. */
  byte[] write() {
    GraphBuilder g = new GraphBuilder("step");
    Value observed = g.floatInput(StepTensors.OBSERVED, 1 + tiny.covariates());
    Value time = g.longInput(StepTensors.TIME);
    List<Value> state =
        g.split(g.floatInput(StepTensors.STATE, 1 + tiny.context() + 2), 1, tiny.context(), 1, 1);
    Value seen = state.get(0);
    Value level = state.get(2);
    Value spread = state.get(3);
    Value target = g.slice(observed, 0, 1);
    Value missing = g.isMissing(target);
    Value never = g.greater(g.constant(0.5f), seen);
    Value value = g.where(missing, level, target);
    Value error = g.sub(value, level);
    Value smoothed = g.add(level, g.mul(error, g.constant(tiny.smoothing())));
    Value nextLevel = g.where(never, value, smoothed);
    Value widened = g.add(spread, g.mul(g.sub(g.abs(error), spread), g.constant(0.25f)));
    Value nextSpread = g.where(never, spread, widened);
    // A series begins with its first reading: a missing one before it leaves the state as it was.
    Value absent = g.mul(g.toFloat(never), g.toFloat(missing));
    List<Value> next = new ArrayList<>();
    next.add(g.add(seen, g.sub(g.constant(1), absent)));
    if (tiny.context() > 1) {
      next.add(g.slice(state.get(1), 1, tiny.context()));
    }
    next.addAll(List.of(value, nextLevel, nextSpread));
    g.output(StepTensors.NEXT_STATE, g.concat(next));
    Value centre = g.add(g.add(nextLevel, dailyWave(g, time)), covariateEffect(g, observed));
    Value scores = g.add(centre, g.mul(nextSpread, g.constant(band())));
    g.output(
        StepTensors.FORECAST,
        tiny.kind().<Value>match(quantiles -> scores, ofClasses -> shares(g, scores)),
        tiny.levels().size(),
        tiny.horizon());
    return g.build();
  }

  /**
   * A wave with its top at 6:00 and its bottom at 18:00: 16 x (1 / 2 - |x|), where x is the time of
   * day from -1 / 2 to 1 / 2, to the minute.
   */
  private static Value dailyWave(GraphBuilder g, Value time) {
    Value ofHour =
        g.lookUp(time, MILLIS_PER_DAY, MILLIS_PER_HOUR, column(24, SmoothingGraph::hour));
    Value ofMinute =
        g.lookUp(
            time, MILLIS_PER_HOUR, MILLIS_PER_MINUTE, column(60, minute -> minute / (24 * 60.0)));
    Value x = g.add(ofHour, ofMinute);
    return g.mul(g.mul(x, g.constant(16 * DAILY_WAVE)), g.sub(g.constant(0.5f), g.abs(x)));
  }

  private static double hour(int hour) {
    return (hour < 12 ? hour : hour - 24) / 24.0;
  }

  private static Tensor column(int rows, IntToDoubleFunction number) {
    float[] data = new float[rows];
    for (int row = 0; row < rows; row++) {
      data[row] = (float) number.applyAsDouble(row);
    }
    return new Tensor(rows, 1, data);
  }

  private Value covariateEffect(GraphBuilder g, Value observed) {
    if (tiny.covariates() == 0) {
      return g.constant(0);
    }
    Value given = g.slice(observed, 1, 1 + tiny.covariates());
    Value known = g.where(g.isMissing(given), g.constant(0), given);
    float[] weights = new float[tiny.covariates()];
    Arrays.fill(weights, OF_EACH_COVARIATE);
    return g.linear(
        known, new Tensor(1, tiny.covariates(), weights), new Tensor(1, 1, new float[1]));
  }

  /**
   * The softmax over the classes of each step. The largest score is subtracted first, so that no
   * number becomes infinite.
   */
  private Value shares(GraphBuilder g, Value scores) {
    int[] widths = new int[tiny.classes().size()];
    Arrays.fill(widths, tiny.horizon());
    List<Value> ofClasses = g.split(scores, widths);
    Value largest = ofClasses.stream().reduce(g::max).orElseThrow();
    List<Value> parts = ofClasses.stream().map(score -> g.exp(g.sub(score, largest))).toList();
    Value sum = parts.stream().reduce(g::add).orElseThrow();
    return g.concat(parts.stream().map(part -> g.div(part, sum)).toList());
  }

  /** How many spreads each quantile lies from the centre: [level][step], flattened. */
  private float[] band() {
    float[] band = new float[tiny.levels().size() * tiny.horizon()];
    for (int i = 0; i < band.length; i++) {
      double level = tiny.levels().get(i / tiny.horizon());
      // The logistic distribution has a quantile function in closed form.
      band[i] = (float) (Math.log(level / (1 - level)) * Math.sqrt(i % tiny.horizon() + 1));
    }
    return band;
  }
}
