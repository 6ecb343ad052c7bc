package io.foreflow.console.memory;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.RejectionReason;
import java.util.Map;
import java.util.TreeMap;

/** What is kept of the pipeline as a whole. Not thread-safe. */
final class PipelineLog {

  private static final int MOST_RECORDS = 1000;
  private static final int MOST_REASONS = 100;
  private static final String OTHER = "other";

  final RateHistory readings = new RateHistory();
  final RateHistory forecasts = new RateHistory();

  /** Dead letters but for readings of a closed market, which make no forecast and are no fault. */
  final RateHistory deadLetterRate = new RateHistory();

  final RateHistory marketClosed = new RateHistory();
  final ClosedMarketCounts closedMarket = new ClosedMarketCounts();
  final RateHistory lateRate = new RateHistory();
  final LagSamples lags = new LagSamples();
  final ScoreTotals scores = new ScoreTotals();
  final ModelBook models = new ModelBook();
  final RecentLog<Anomaly> anomalies = new RecentLog<>(MOST_RECORDS);
  final RecentLog<PipelineEvent> events = new RecentLog<>(MOST_RECORDS);
  final RecentLog<AsideRecord> deadLetters = new RecentLog<>(MOST_RECORDS);
  final RecentLog<AsideRecord> lateReadings = new RecentLog<>(MOST_RECORDS);
  final Map<String, Long> deadLettersByReason = new TreeMap<>();
  long deadLetterCount;
  long lateCount;

  void event(PipelineEvent event) {
    events.add(event);
    if (event.model() != null) {
      models.event(event.model());
    }
  }

  void deadLetter(AsideRecord record, Arrival arrival, long now) {
    deadLetters.add(record);
    deadLetterCount++;
    boolean closed = record.reason().equals(RejectionReason.MARKET_CLOSED.code());
    (closed ? marketClosed : deadLetterRate).add(arrival.writtenAt(now));
    if (closed) {
      closedMarket.closed(arrival, now);
    }
    // Anybody may write any reason there.
    boolean fits =
        deadLettersByReason.size() < MOST_REASONS
            || deadLettersByReason.containsKey(record.reason());
    deadLettersByReason.merge(fits ? record.reason() : OTHER, 1L, Long::sum);
  }

  void late(AsideRecord record, long time) {
    lateReadings.add(record);
    lateCount++;
    lateRate.add(time);
  }
}
