package io.foreflow.evaluation.gate;

import java.util.List;

/**
 * The challenger's mean loss is smaller than the champion's by a margin.
 *
 * @param margin share of the champion's loss, from 0 to 1
 */
public record BetterThanChampion(double margin) implements GateRule {

  public BetterThanChampion {
    if (!(margin >= 0 && margin < 1)) {
      throw new IllegalArgumentException("margin is " + margin + ", it must be in [0, 1)");
    }
  }

  @Override
  public String name() {
    return "better-than-champion";
  }

  @Override
  public String text() {
    return "a mean loss at least %s less than the champion's".formatted(Words.percent(margin));
  }

  @Override
  public Finding judge(HeldOutLosses losses) {
    if (!losses.hasChampion()) {
      return Finding.skipped(name(), "there is no champion yet");
    }
    List<SeriesLosses> pairs = losses.pairs();
    if (pairs.isEmpty()) {
      return Finding.of(name(), false, "no series has a loss of both models");
    }
    double champion = HeldOutLosses.mean(pairs, SeriesLosses::champion);
    double challenger = HeldOutLosses.mean(pairs, SeriesLosses::challenger);
    return Finding.of(
        name(),
        challenger < champion && challenger <= champion * (1 - margin),
        "mean %s %s, champion %s: %s; at least %s less is needed"
            .formatted(
                losses.loss().text(),
                Words.number(challenger),
                Words.number(champion),
                Words.change(challenger, champion),
                Words.percent(margin)));
  }
}
