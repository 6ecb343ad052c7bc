package io.foreflow.cli.demo;

import io.foreflow.wire.ForecastScore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Adds up the job's records of scores for each version of the model. Thread-safe. */
final class ModelScores {

  private final Map<String, ScoreTally> tallies = new ConcurrentHashMap<>();

  void seen(ForecastScore score) {
    tallies.computeIfAbsent(score.modelVersion(), version -> new ScoreTally()).seen(score);
  }

  /** The scores of a version; NaN before there are any. */
  LiveScores of(String version) {
    ScoreTally tally = tallies.get(version);
    return tally == null ? new ScoreTally().scores() : tally.scores();
  }
}
