package io.foreflow.trainer.features;

import io.foreflow.manifest.StateLayout.Segment;
import io.foreflow.trainer.graph.GraphBuilder;
import io.foreflow.trainer.graph.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the features of one step as graph nodes. With y the reading at hand, imputed where it is
 * missing, the state carries {@code seen}, the {@code history} and three running statistics: {@code
 * level}, the mean of y; {@code deviation}, the mean of |y - level|; {@code change}, the mean of |y
 * - y one season ago|. Their rate is 1/seen, and 1/context once that many readings are in: an exact
 * mean at first, an exponential one later. The scale is
 *
 * <pre>max(0.3 deviation, change, 1e-5 |level|, 1e-30)</pre>
 *
 * with 0.05 in place of 0.3 where there is no season; so it is positive, follows the series, counts
 * a seasonal swing less than what no season explains, and does not blow up the rounding noise of a
 * constant series.
 */
public final class FeatureGraph {

  private static final int SPREADS = 2;

  /** Parts of the state before those of the profiles. */
  private static final int STATE_PARTS = 5;

  /**
   * Scaled values beyond this are held there: an outlier must not saturate the state of the cells
   * for long.
   */
  private static final float EXTREME = 40f;

  private static final float DEVIATION_SHARE = 0.3f;

  /**
   * The same without a season: a series that wanders is many of its steps away from its mean, and
   * what is left to forecast is the steps.
   */
  private static final float WANDERING_SHARE = 0.05f;

  private static final float LEVEL_FLOOR = 1e-5f;
  private static final float SMALLEST_SCALE = 1e-30f;
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
   * @param nextState seen, history, level, spread, profiles, to be joined in this order
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
    for (int width : new int[] {1, 1, config.context() - 1, 1, SPREADS}) {
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
    segments.add(new Segment("spread", SPREADS));
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
    Value observed = graph.slice(given, 0, 1);
    Value one = graph.constant(1f);
    Value seen = state.get(0);

    Value isMissing = graph.isMissing(observed);
    Value missing = graph.toFloat(isMissing);
    Value lastSeason =
        new LagWindow(graph, state.get(1), state.get(2), observed).lag(config.baseLag());
    Value value = graph.where(isMissing, lastSeason, observed);

    // 1 until the first reading. From it on the state looks as if the series had always stood
    // there.
    Value fresh = graph.sub(one, graph.min(seen, one));
    Value first = graph.mul(fresh, value);
    Value oldest = graph.add(state.get(1), first);
    Value middle = graph.add(state.get(2), first);
    Value nextSeen = graph.sub(graph.add(seen, one), graph.mul(fresh, missing));
    LagWindow lags = new LagWindow(graph, oldest, middle, value);

    Value age = graph.clip(nextSeen, 1f, config.context());
    Value rate = graph.div(graph.sub(one, missing), age);
    Value level = graph.add(state.get(3), first);
    Value fromLevel = graph.sub(value, level);
    Value nextLevel = graph.add(level, graph.mul(rate, fromLevel));
    Value fromSeason = graph.sub(value, lags.lag(config.changeLag()));
    Value spread = state.get(4);
    Value moves = graph.abs(graph.concat(List.of(fromLevel, fromSeason)));
    Value nextSpread = graph.add(spread, graph.mul(rate, graph.sub(moves, spread)));

    Value size = graph.abs(nextLevel);
    Value scale = scale(nextSpread, size);
    Value perScale = graph.div(one, scale);

    List<Value> base = base(lags);
    List<SeasonProfile> profiles = profiles(state, nextSeen, missing, first, value);
    Value scaled = scaled(base, profiles, lags, nextLevel, perScale);
    int context = config.lagWidth();
    List<Value> cut =
        config.seasons().isEmpty()
            ? List.of(scaled)
            : graph.split(scaled, context, config.seasons().size());

    List<Value> inputs = new ArrayList<>();
    Value recent = graph.slice(cut.get(0), context - config.recent(), context);
    inputs.add(recent);
    if (!config.seasons().isEmpty()) {
      Value now = graph.slice(cut.get(0), context - 1, context);
      inputs.add(graph.sub(now, cut.get(1)));
      if (!profiles.isEmpty()) {
        int to = context - config.recent();
        inputs.add(graph.sub(now, graph.slice(cut.get(0), to - profiles.size(), to)));
      }
    }
    if (table.rows().columns() > 0) {
      inputs.add(calendar(time));
    }
    inputs.add(missing);
    inputs.add(graph.mul(nextSpread, perScale));
    inputs.add(graph.mul(age, graph.constant(1f / config.context())));
    inputs.add(relativeScale(scale, size));
    List<Value> read = new ArrayList<>(List.of(cut.get(0)));
    if (given.width() > 1) {
      CovariateGraph.Columns others =
          new CovariateGraph(graph, config.covariates(), config.horizon())
              .emit(
                  graph.slice(given, 1, given.width()),
                  value,
                  graph.sub(one, missing),
                  perScale,
                  EXTREME);
      inputs.addAll(others.inputs());
      read.addAll(others.context());
    }
    return new Features(
        graph.concat(inputs),
        graph.concat(read),
        graph.concat(base),
        scale,
        new Readings(graph, lags, nextLevel, perScale),
        next(List.of(nextSeen, middle, value, nextLevel, nextSpread), profiles));
  }

  private static List<Value> next(List<Value> parts, List<SeasonProfile> profiles) {
    List<Value> next = new ArrayList<>(parts);
    profiles.forEach(profile -> next.addAll(profile.nextState()));
    return next;
  }

  private List<SeasonProfile> profiles(
      List<Value> state, Value seen, Value missing, Value first, Value value) {
    List<SeasonProfile> profiles = new ArrayList<>();
    int at = STATE_PARTS;
    for (int season : config.profiled()) {
      profiles.add(
          SeasonProfile.emit(
              graph,
              season,
              config.profile(),
              seen,
              missing,
              first,
              value,
              state.get(at),
              state.get(at + 1)));
      at += 2;
    }
    return profiles;
  }

  private float deviationShare() {
    return config.seasons().isEmpty() ? WANDERING_SHARE : DEVIATION_SHARE;
  }

  private Value scale(Value spread, Value size) {
    List<Value> candidates =
        graph.split(graph.mul(spread, graph.constant(deviationShare(), 1f)), 1, 1);
    Value floor =
        graph.max(graph.mul(size, graph.constant(LEVEL_FLOOR)), graph.constant(SMALLEST_SCALE));
    return graph.max(graph.max(candidates.get(0), candidates.get(1)), floor);
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

  private Value scaled(
      List<Value> base, List<SeasonProfile> profiles, LagWindow lags, Value level, Value perScale) {
    // Without a season the base is the last reading, which the recent ones end with.
    List<Value> raw = new ArrayList<>(config.seasons().isEmpty() ? List.of() : base);
    for (int i = 0; i < profiles.size(); i++) {
      raw.addAll(seasonBefore(profiles.get(i).window(), config.seasons().get(i)));
    }
    profiles.forEach(profile -> raw.add(profile.usual()));
    raw.addAll(lags.lags(config.recent() - 1, 0));
    config.seasons().forEach(season -> raw.addAll(lags.lags(season, season)));
    Value centred = graph.sub(graph.concat(raw), level);
    return graph.clip(graph.mul(centred, perScale), -EXTREME, EXTREME);
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
