package io.foreflow.trainer.features;

import io.foreflow.graph.GraphBuilder;
import io.foreflow.graph.Value;
import io.foreflow.manifest.StateLayout.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the features of one step as graph nodes, from the reading at hand ({@link ReadingAtHand}),
 * the scale that the series has by now ({@link RunningScale}) and what is usual at each place of
 * its seasons ({@link SeasonProfile}) to what the cells and the head read.
 */
public final class FeatureGraph {

  /** Parts of the state before those of the profiles. */
  private static final int STATE_PARTS = 8;

  /**
   * Scaled values beyond this are held there: an outlier must not saturate the state of the cells
   * for long.
   */
  private static final float EXTREME = 40f;

  private static final float TYPICAL_SHARE = 0.02f;

  /**
   * What one step makes of a reading.
   *
   * @param inputs for the cells
   * @param context for the head: the readings one season before each target, what is usual at each
   *     target by each season's profile and what was at the slot at hand, then the recent readings;
   *     scaled; then the covariates that hold for the targets
   * @param base the forecast before any learning, in the series' own units: one column a target, or
   *     a single one for all
   * @param scale the unit in which the network forecasts its difference to the base
   * @param readings the last ones, for those parts of a network that look at many
   * @param nextState seen, history, level, deviation, change, limit, profiles, to be joined in this
   *     order
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

  /** Where in {@code next_state} the features keep the level; the reading at hand stands before. */
  static int levelOffset(FeatureConfig config) {
    return 1 + config.context();
  }

  /**
   * Widths of the parts of the state that the features need, in the order in which {@link #emit}
   * expects them.
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

  /** The segments that features keep for themselves, after {@code seen} and {@code history}. */
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
   * @param state the parts of the state, of {@link #stateWidths}
   */
  public static Features emit(
      GraphBuilder graph, FeatureConfig config, Value observed, Value time, List<Value> state) {
    return new FeatureGraph(graph, config).emit(observed, time, state);
  }

  private Features emit(Value given, Value time, List<Value> state) {
    ReadingAtHand reading =
        ReadingAtHand.emit(
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

  /** Recent readings, and how far the newest is from the seasons before and from what is usual. */
  private List<Value> ofLags(
      Value context, int profiles, ReadingAtHand reading, RunningScale running) {
    int width = config.lagWidth();
    List<Value> inputs = new ArrayList<>();
    inputs.add(graph.slice(context, width - config.recent(), width));
    if (!config.seasons().isEmpty()) {
      // A column on its own is scaled for less than it takes to cut it from the others.
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
      Value given, ReadingAtHand reading, RunningScale running) {
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

  private List<SeasonProfile> profiles(List<Value> state, ReadingAtHand reading) {
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

  /** The readings one season before each target; the last one where there is no season. */
  private List<Value> base(LagWindow lags) {
    return config.seasons().isEmpty() ? lags.lags(0, 0) : seasonBefore(lags, config.baseLag());
  }

  /** What a window holds for each target, one season before it. */
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
    // Without a season the base is the last reading, which the recent ones end with.
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
   * How large the scale is beside the level, from 0 for a hair's breadth to almost 1 for a series
   * around zero; a half where it is a fiftieth.
   */
  private Value relativeScale(Value scale, Value size) {
    Value share = graph.constant(TYPICAL_SHARE);
    return graph.div(scale, graph.add(scale, graph.mul(graph.add(scale, size), share)));
  }
}
