package io.foreflow.evaluation.gate;

import java.util.List;

/**
 * The gain over the champion is more than chance: a {@link SignFlipTest} over the series finds it
 * so.
 *
 * @param level the largest probability that chance alone gives such a gain
 */
public record SignificantGain(double level) implements GateRule {

  public SignificantGain {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level is " + level + ", it must be in (0, 1)");
    }
  }

  @Override
  public String name() {
    return "significant-gain";
  }

  @Override
  public String text() {
    return "a gain over the series that chance gives with probability %s at most"
        .formatted(Words.number(level));
  }

  @Override
  public Finding judge(HeldOutLosses losses) {
    if (!losses.hasChampion()) {
      return Finding.skipped(name(), "there is no champion yet");
    }
    List<SeriesLosses> pairs = losses.pairs();
    int needed = SignFlipTest.fewest(level);
    if (pairs.size() < needed) {
      return Finding.of(
          name(),
          false,
          "%d series were compared; fewer than %d can't show a gain at the level %s"
              .formatted(pairs.size(), needed, Words.number(level)));
    }
    double p = SignFlipTest.pValue(pairs.stream().mapToDouble(SeriesLosses::gain).toArray());
    return Finding.of(
        name(),
        p <= level,
        "chance alone gives such a gain over %d series with probability %s; at most %s is allowed"
            .formatted(pairs.size(), Words.number(p), Words.number(level)));
  }
}
