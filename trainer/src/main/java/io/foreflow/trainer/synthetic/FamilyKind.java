package io.foreflow.trainer.synthetic;

import io.foreflow.options.Choice;

/** The families of series, each with what may be done to a series after it is drawn. */
@SuppressWarnings("ImmutableEnumChecker") // The families keep no state.
enum FamilyKind implements Choice {
  KERNELS("kernels", new GaussianKernels(), Range.FREE),
  TREND_SEASON("trend-season-impulse", new TrendSeasonImpulse(), Range.FREE),
  STRONG_TREND("strong-trend", new StrongTrend(), Range.FREE),
  REGIMES("regime-switches", new RegimeSwitches(), Range.FREE),
  CHANGING_PROFILE("changing-profile", new ChangingProfile(), Range.FREE),
  HEAVY_TAILS("heavy-tails", new HeavyTails(), Range.FREE),
  CLIPPED("clipped", new Clipped(), Range.FROM_ZERO),
  INTERMITTENT("intermittent", new Intermittent(), Range.FROM_ZERO),
  COUNTS("counts", new Counts(), Range.WHOLE),
  WALKS("walks", new Walks(), Range.FREE);

  /** The numbers that a series of a family may have. */
  enum Range {
    /** Any number, so that a series can be moved, scaled and disturbed. */
    FREE,
    /** Zero and above, where zero means something, so that a series can be scaled only. */
    FROM_ZERO,
    /** Whole numbers from zero on, so that a series stays as it is. */
    WHOLE
  }

  private final String text;
  private final SeriesFamily family;
  private final Range range;

  FamilyKind(String text, SeriesFamily family, Range range) {
    this.text = text;
    this.family = family;
    this.range = range;
  }

  @Override
  public String text() {
    return text;
  }

  Range range() {
    return range;
  }

  /** Draws one series of this family. */
  double[] draw(Timeline timeline, Draw draw) {
    return family.draw(timeline, draw);
  }
}
