package io.foreflow.trainer.tune;

import io.foreflow.history.SeriesHistory;
import io.foreflow.trainer.TrainedModel;
import io.foreflow.trainer.Trainer;
import io.foreflow.trainer.TrainingConfig;
import io.foreflow.trainer.TrainingRun;
import io.foreflow.trainer.export.ParityException;
import io.foreflow.trainer.loop.FitConfig;
import io.foreflow.trainer.loop.TrainingLostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A trial that is a full training: features, weights, the file, its parity check, and its backtest
 * on the held-out slots. It keeps the last model.
 */
public final class TrainTrial implements Trial {

  private final List<SeriesHistory> histories;
  private final Map<String, String> fixed;
  private final TrialMetric judge;
  private final TrainingRun surroundings;
  private final BooleanSupplier stop;
  private Optional<TrainedModel> last = Optional.empty();

  /**
   * @param fixed options of all trials, as texts by name
   * @param surroundings the surroundings of each training
   * @param stop ends a training; a trial that was stopped has no score
   */
  public TrainTrial(
      List<SeriesHistory> histories,
      Map<String, String> fixed,
      TrialMetric judge,
      TrainingRun surroundings,
      BooleanSupplier stop) {
    this.histories = List.copyOf(histories);
    this.fixed = Map.copyOf(fixed);
    this.judge = judge;
    this.surroundings = surroundings;
    this.stop = stop;
  }

  /** The options of a training: the fixed ones, the chosen ones, and the steps. */
  public static Map<String, String> options(
      Map<String, String> fixed, Map<String, String> chosen, int steps) {
    Map<String, String> all = new LinkedHashMap<>(fixed);
    all.putAll(chosen);
    all.put(FitConfig.STEPS.name(), Integer.toString(steps));
    return all;
  }

  @Override
  public Optional<Double> run(Map<String, String> options, int steps) throws TrialFailedException {
    try {
      TrainingConfig config = TrainingConfig.builder().set(options(fixed, options, steps)).build();
      TrainingRun run = surroundings.stoppedBy(this::leaveIfAsked);
      TrainedModel model = new Trainer().train(histories, config, run);
      last = Optional.of(model);
      return Optional.of(judge.score(model));
    } catch (LeftException e) {
      return Optional.empty();
    } catch (IllegalArgumentException | TrainingLostException | ParityException e) {
      throw new TrialFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Ends a stopped trial at once. A training cut short has no comparable score, so its file and
   * backtest would be useless.
   */
  private boolean leaveIfAsked() {
    if (stop.getAsBoolean()) {
      throw new LeftException();
    }
    return false;
  }

  private static final class LeftException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The model of the last successful trial. */
  public Optional<TrainedModel> last() {
    return last;
  }
}
