package io.foreflow.cli.history;

import io.foreflow.cli.view.Numbers;
import io.foreflow.history.HistoryData;
import io.foreflow.wire.RejectionReason;
import java.time.Instant;
import java.util.Optional;

/** The warning that a trading calendar leaves many readings out, so that it may be a wrong one. */
public final class ClosedMarketWarning {

  private ClosedMarketWarning() {}

  /** The number of readings that were left out, because the market is closed at their times. */
  static long closed(HistoryData data) {
    return data.skipped().getOrDefault(RejectionReason.MARKET_CLOSED.code(), 0L);
  }

  /**
   * The warning about a history; empty if few readings were left out.
   *
   * @param calendar what the calendar is called, such as the option that gives it
   */
  public static Optional<String> of(HistoryData data, String calendar) {
    long closed = closed(data);
    long all = closed + data.readings() + data.missing() + data.duplicates();
    if (closed <= HistoryReport.MANY * all) {
      return Optional.empty();
    }
    String first =
        data.firstClosed().isEmpty()
            ? ""
            : ", the first of " + Instant.ofEpochMilli(data.firstClosed().getAsLong());
    return Optional.of(
        "%s of %s readings (%d %%) were left out, because the market is closed at their times by %s%s."
                .formatted(
                    Numbers.count(closed),
                    Numbers.count(all),
                    Math.max(1, Math.round(100.0 * closed / all)),
                    calendar,
                    first)
            + " If it should be open then, correct the time zone and the sessions. If the time of a"
            + " reading is the end of its slot, move the sessions by one cadence");
  }
}
