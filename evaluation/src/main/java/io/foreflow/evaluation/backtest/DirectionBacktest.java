package io.foreflow.evaluation.backtest;

import io.foreflow.history.SeriesHistory;
import io.foreflow.manifest.Manifest;
import io.foreflow.model.StepModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks a model of directions through histories and holds its probabilities from each origin
 * against the moves that came, beside what their frequencies and the last moves say. A target
 * counts only where the model is warm and a move of each length has ended.
 */
public final class DirectionBacktest {

  private final ClassifiedMoves moves;
  private final Origins origins;
  private final int warmup;

  /**
   * @param moves of the histories
   * @param warmup slots after a series' first reading before its forecasts count
   */
  public DirectionBacktest(ClassifiedMoves moves, Origins origins, int warmup) {
    this.moves = moves;
    this.origins = origins;
    this.warmup = warmup;
  }

  /** Gives all scores. */
  public DirectionResult run(StepModel model) {
    return run(model, (series, slot, forecast) -> {});
  }

  /** Gives all scores, and hands on the model's forecast from each origin, warm or not. */
  public DirectionResult run(StepModel model, ModelReplay.Sink forecasts) {
    Manifest manifest = model.manifest();
    if (!manifest.classes().equals(Direction.CLASSES)) {
      throw new IllegalArgumentException(
          "the model "
              + manifest.model()
              + " gives "
              + (manifest.classes().isEmpty() ? "quantiles" : manifest.classes())
              + "; expected probabilities of "
              + Direction.CLASSES);
    }
    Board board = new Board(manifest.horizon());
    ModelReplay.step(
        model,
        moves.histories(),
        (series, slot, forecast) -> {
          if (origins.include(moves.histories().get(series), slot)) {
            forecasts.forecast(series, slot, forecast);
            board.score(series, slot, forecast);
          }
        });
    return board.result();
  }

  /** One run's sums. */
  private final class Board {
    private final int horizon;
    private final ClassScores ofModel;
    private final Map<String, ClassScores> ofBaselines = new LinkedHashMap<>();
    private final List<ClassScores> inOrder;
    private final ClassBaselineRun[] contests;
    private final BacktestExtent.Counter extent = new BacktestExtent.Counter();

    Board(int horizon) {
      this.horizon = horizon;
      int classes = Direction.CLASSES.size();
      contests = new ClassBaselineRun[moves.histories().size()];
      for (int i = 0; i < contests.length; i++) {
        contests[i] = new ClassBaselineRun(moves, i, horizon, classes);
      }
      ofModel = ClassScores.empty(classes, horizon, contests.length);
      ClassBaselineRun.NAMES.forEach(
          name -> ofBaselines.put(name, ClassScores.empty(classes, horizon, contests.length)));
      inOrder = List.copyOf(ofBaselines.values());
    }

    void score(int series, int slot, float[] forecast) {
      ClassBaselineRun contest = contests[series];
      contest.follow(slot);
      float[] values = moves.histories().get(series).values();
      if (!contest.began() || slot < NaiveErrors.firstReading(values) + warmup - 1) {
        return;
      }
      add(ofModel, series, slot, forecast);
      count(series, slot);
      for (int i = 0; i < inOrder.size(); i++) {
        add(inOrder.get(i), series, slot, contest.probabilities(i));
      }
    }

    private void count(int series, int slot) {
      long origin = moves.histories().get(series).firstSlot() + slot;
      int first = 0;
      int last = 0;
      for (int step = 1; step <= horizon; step++) {
        if (moves.of(series, slot, step) != ClassifiedMoves.NONE) {
          first = first == 0 ? step : first;
          last = step;
        }
      }
      if (first > 0) {
        extent.add(moves.histories().get(series).series(), origin + first, origin + last);
      }
    }

    private void add(ClassScores scores, int series, int slot, float[] probabilities) {
      for (int step = 1; step <= horizon; step++) {
        int came = moves.of(series, slot, step);
        if (came != ClassifiedMoves.NONE) {
          scores.add(series, step, came, probabilities);
        }
      }
    }

    DirectionResult result() {
      List<String> names = moves.histories().stream().map(SeriesHistory::series).toList();
      return new DirectionResult(names, Direction.CLASSES, ofModel, ofBaselines, extent.extent());
    }
  }
}
