package io.foreflow.trainer.loop;

import io.foreflow.trainer.state.FitState;
import java.util.ArrayList;
import java.util.List;

/** The finished rounds, and the losses of the current one. */
final class RoundLog {

  private static final int FIELDS = 6;

  private final List<Fit.Round> ended = new ArrayList<>();
  private double sum;
  private int learnt;

  void learnt(double loss) {
    // The loss of a skipped step is not finite and would make the mean useless.
    if (Double.isFinite(loss)) {
      sum += loss;
      learnt++;
    }
  }

  void end(int step, double validation, double averaged, double norm, double rate) {
    double mean = learnt == 0 ? Double.NaN : sum / learnt;
    ended.add(new Fit.Round(step, mean, validation, averaged, norm, rate));
    sum = 0;
    learnt = 0;
  }

  List<Fit.Round> ended() {
    return List.copyOf(ended);
  }

  /** Whether the last round ended with this step. */
  boolean endedAt(int step) {
    return !ended.isEmpty() && ended.get(ended.size() - 1).step() == step;
  }

  void save(FitState state) {
    save(ended, state);
    state.put("round", sum, learnt);
  }

  void restore(FitState state) {
    ended.addAll(of(state));
    double[] now = state.numbers("round");
    sum = now[0];
    learnt = (int) now[1];
  }

  static void save(List<Fit.Round> rounds, FitState state) {
    double[] all = new double[rounds.size() * FIELDS];
    for (int i = 0; i < rounds.size(); i++) {
      Fit.Round round = rounds.get(i);
      int at = i * FIELDS;
      all[at] = round.step();
      all[at + 1] = round.loss();
      all[at + 2] = round.validationLoss();
      all[at + 3] = round.averagedLoss();
      all[at + 4] = round.gradientNorm();
      all[at + 5] = round.learningRate();
    }
    state.put("rounds", all);
  }

  static List<Fit.Round> of(FitState state) {
    List<Fit.Round> rounds = new ArrayList<>();
    double[] all = state.numbers("rounds");
    for (int at = 0; at < all.length; at += FIELDS) {
      rounds.add(
          new Fit.Round(
              (int) all[at], all[at + 1], all[at + 2], all[at + 3], all[at + 4], all[at + 5]));
    }
    return rounds;
  }
}
