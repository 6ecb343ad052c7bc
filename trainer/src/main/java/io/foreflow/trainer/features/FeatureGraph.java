package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.StateLayout.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the features of one step as graph nodes. It combines three parts: the current reading
 * ({@link CurrentReading}), the series' current scale ({@link RunningScale}), and the mean reading
 * at each place of its seasons ({@link SeasonProfile}). The results are the inputs of the cells and
 * of the head.
 */
public final class FeatureGraph {

  /** The number of parts of the state, without those of the profiles. */
  private static final int STATE_PARTS = 8;

  /**
   * Scaled values beyond this are cut to it, so that an outlier does not saturate the state of the
   * cells for long.
   */
  private static final float EXTREME = 40f;

  private static final float TYPICAL_SHARE = 0.02f;

  /**
   * The features that one step makes of a reading.
   *
   * @param inputs for the cells
   * @param context for the head, all scaled: the readings one season before each target; for each
   *     season's profile, the mean at each target and at the current slot; the recent readings; the
   *     covariates known at the targets
   * @param base the forecast before any learning, in the series' own units: one column for each
   *     target, or a single column for all
   * @param scale the unit in which the network forecasts its difference to the base
   * @param readings the last readings, for parts of a network that look at many of them
   * @param nextState the parts of the next state in their order: seen, history, level, deviation,
   *     change, limit, profiles
   */
  public record Features(
      Value inputs,
      Value context,
      Value base,
      Value scale,
      Readings readings,
      List<Value> nextState) {}

  private final GraphBuilder graph;
  private final FeatureConfig config;
  private final CalendarTable table;

  private FeatureGraph(GraphBuilder graph, FeatureConfig config) {
    this.graph = graph;
    this.config = config;
    this.table = CalendarTable.of(config.cadenceMillis(), config.calendar());
  }

  /** The offset of the level in {@code next_state}. The current reading is right before it. */
  static int levelOffset(FeatureConfig config) {
    return 1 + config.context();
  }

  /**
   * The widths of the parts of the state that the features need, in the order in which {@link
   * #emit} expects them.
   */
  public static int[] stateWidths(FeatureConfig config) {
    int[] widths = new int[STATE_PARTS + 2 * config.profiled().size()];
    int at = 0;
    for (int width : new int[] {1, 1, config.context() - 1, 1, 1, 1, 1, 1}) {
      widths[at++] = width;
    }
    for (int season : config.profiled()) {
      widths[at++] = 1;
      widths[at++] = season - 1;
    }
    return widths;
  }

  /** The state segments that only the features use, after {@code seen} and {@code history}. */
  public static List<Segment> ownSegments(FeatureConfig config) {
    List<Segment> segments = new ArrayList<>();
    segments.add(new Segment("level", 1));
    segments.add(new Segment("spread", RunningScale.SPREADS));
    segments.add(new Segment("limit", ReadingLimit.STATE_SIZE));
    config.profiled().forEach(season -> segments.add(new Segment("profile" + season, season)));
    return segments;
  }

  /**
   * Writes the nodes.
   *
   * @param observed the target's column, then those of the covariates; NaN = missing
   * @param time event time in epoch milliseconds
   * @param state the parts of the state, with the widths of {@link #stateWidths}
   */
  public static Features emit(
      GraphBuilder graph, FeatureConfig config, Value observed, Value time, List<Value> state) {
    return new FeatureGraph(graph, config).emit(observed, time, state);
  }

  private Features emit(Value given, Value time, List<Value> state) {
    CurrentReading reading =
        CurrentReading.emit(
            graph,
            config,
            graph.slice(given, 0, 1),
            state.get(0),
            state.get(1),
            state.get(2),
            state.get(3),
            state.get(6),
            state.get(7));
    RunningScale running =
        RunningScale.emit(graph, config, reading, state.get(3), state.get(4), state.get(5));
    List<Value> base = base(reading.lags());
    List<SeasonProfile> profiles = profiles(state, reading);
    Value context = scaled(graph.concat(lags(base, profiles, reading.lags())), running);

    List<Value> inputs = new ArrayList<>(ofLags(context, profiles.size(), reading, running));
    if (table.rows().columns() > 0) {
      inputs.add(calendar(time));
    }
    inputs.add(reading.missing());
    inputs.add(graph.mul(running.deviation(), running.perScale()));
    inputs.add(graph.mul(running.change(), running.perScale()));
    inputs.add(graph.mul(running.age(), graph.constant(1f / config.context())));
    inputs.add(relativeScale(running.scale(), running.size()));
    List<Value> read = new ArrayList<>(List.of(context));
    if (given.width() > 1) {
      CovariateGraph.Columns others = covariates(given, reading, running);
      inputs.addAll(others.inputs());
      read.addAll(others.context());
    }
    return new Features(
        graph.concat(inputs),
        graph.concat(read),
        graph.concat(base),
        running.scale(),
        new Readings(graph, reading.lags(), running.level(), running.perScale()),
        next(
            List.of(
                reading.seen(),
                reading.stays(),
                reading.value(),
                running.level(),
                running.deviation(),
                running.change()),
            reading.limited().next(graph, config, state.get(3), state.get(6), running.size()),
            profiles));
  }

  /**
   * The recent readings, and the difference between the newest and the seasons before and the
   * profiles.
   */
  private List<Value> ofLags(
      Value context, int profiles, CurrentReading reading, RunningScale running) {
    int width = config.lagWidth();
    List<Value> inputs = new ArrayList<>();
    inputs.add(graph.slice(context, width - config.recent(), width));
    if (!config.seasons().isEmpty()) {
      // Scaling a separate column is cheaper than cutting it from the scaled others.
      Value now = scaled(reading.value(), running);
      for (int season : config.seasons()) {
        inputs.add(graph.sub(now, scaled(reading.lags().lag(season), running)));
      }
      if (profiles > 0) {
        int to = width - config.recent();
        inputs.add(graph.sub(now, graph.slice(context, to - profiles, to)));
      }
    }
    return inputs;
  }

  private CovariateGraph.Columns covariates(
      Value given, CurrentReading reading, RunningScale running) {
    return new CovariateGraph(graph, config.covariates(), config.horizon())
        .emit(
            graph.slice(given, 1, given.width()),
            reading.value(),
            reading.present(),
            running.perScale(),
            EXTREME);
  }

  private static List<Value> next(
      List<Value> parts, List<Value> limit, List<SeasonProfile> profiles) {
    List<Value> next = new ArrayList<>(parts);
    next.addAll(limit);
    profiles.forEach(profile -> next.addAll(profile.nextState()));
    return next;
  }

  private List<SeasonProfile> profiles(List<Value> state, CurrentReading reading) {
    List<SeasonProfile> profiles = new ArrayList<>();
    int at = STATE_PARTS;
    for (int season : config.profiled()) {
      profiles.add(
          SeasonProfile.emit(
              graph, season, config.profile(), reading, state.get(at), state.get(at + 1)));
      at += 2;
    }
    return profiles;
  }

  /** The readings one season before each target. Without a season, the last reading. */
  private List<Value> base(LagWindow lags) {
    return config.seasons().isEmpty() ? lags.lags(0, 0) : seasonBefore(lags, config.baseLag());
  }

  /** The content of a window one season before each target. */
  private List<Value> seasonBefore(LagWindow lags, int season) {
    List<Value> parts = new ArrayList<>();
    for (int from = 1; from <= config.horizon(); from += season) {
      int to = Math.min(config.horizon(), from + season - 1);
      // Target step h is y of lag season - h, counted from the start of its own season.
      parts.addAll(lags.lags(season - 1, season - 1 - (to - from)));
    }
    return parts;
  }

  private List<Value> lags(List<Value> base, List<SeasonProfile> profiles, LagWindow lags) {
    // Without a season the base is the last reading, which is already at the end of the recent
    // ones.
    List<Value> raw = new ArrayList<>(config.seasons().isEmpty() ? List.of() : base);
    for (int i = 0; i < profiles.size(); i++) {
      raw.addAll(seasonBefore(profiles.get(i).window(), config.seasons().get(i)));
    }
    profiles.forEach(profile -> raw.add(profile.usual()));
    raw.addAll(lags.lags(config.recent() - 1, 0));
    return raw;
  }

  private Value scaled(Value raw, RunningScale running) {
    Value centred = graph.sub(raw, running.level());
    return graph.clip(graph.mul(centred, running.perScale()), -EXTREME, EXTREME);
  }

  private Value calendar(Value time) {
    return graph.lookUp(time, CalendarTable.CYCLE, table.unitMillis(), table.rows());
  }

  /**
   * The size of the scale relative to the level. It is near 0 for a series that hardly moves, near
   * 1 for a series around zero, and one half if the scale is a fiftieth of the level.
   */
  private Value relativeScale(Value scale, Value size) {
    Value share = graph.constant(TYPICAL_SHARE);
    return graph.div(scale, graph.add(scale, graph.mul(graph.add(scale, size), share)));
  }
}
