package io.foreflow.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Anomaly.Change;
import io.foreflow.wire.Anomaly.Direction;
import io.foreflow.wire.Anomaly.Kind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EpisodeTallyTest {

  private static final String SEVEN = "2025-02-20T07:00:00Z";
  private static final String EIGHT = "2025-02-20T08:00:00Z";
  private static final String NOON = "2025-02-20T12:00:00Z";

  private final EpisodeTally tally = new EpisodeTally();

  @Test
  void eachEpisodeCountsOnce() {
    tally.seen(unlikely("a", Change.OPENED, SEVEN, null));
    tally.seen(unlikely("a", Change.WORSENED, SEVEN, null));
    tally.seen(unlikely("b", Change.OPENED, EIGHT, null));
    tally.seen(unlikely("a", Change.CLOSED, SEVEN, NOON));

    assertThat(tally.opened()).isEqualTo(2);
  }

  @Test
  void anOlderEpisodesEndIsNoNews() {
    tally.seen(unlikely("a", Change.OPENED, SEVEN, null));
    tally.seen(unlikely("b", Change.OPENED, EIGHT, null));
    tally.seen(unlikely("a", Change.CLOSED, SEVEN, NOON));
    assertThat(last()).isEqualTo("b above, since 02-20 08:00, 1 in 50,000");

    tally.seen(unlikely("b", Change.CLOSED, EIGHT, NOON));
    assertThat(last()).isEqualTo("b above, 02-20 08:00 to 12:00, 1 in 50,000");
  }

  @Test
  void aStuckSensorHasNoProbability() {
    tally.seen(episode("a", Change.OPENED, Kind.STUCK, SEVEN, null, Float.NaN));

    assertThat(last()).isEqualTo("a stuck, since 02-20 07:00");
  }

  @Test
  void anEpisodeOfOneSlotHasOneTime() {
    tally.seen(unlikely("a", Change.CLOSED, SEVEN, SEVEN));

    assertThat(last()).isEqualTo("a above, 02-20 07:00, 1 in 50,000");
  }

  @Test
  void theTextNamesAnotherDay() {
    tally.seen(unlikely("a", Change.CLOSED, NOON, "2025-02-21T01:00:00Z"));

    assertThat(last()).isEqualTo("a above, 02-20 12:00 to 02-21 01:00, 1 in 50,000");
  }

  @Test
  void aProbabilityOfAlmostNothingStaysShort() {
    tally.seen(episode("a", Change.OPENED, Kind.UNLIKELY, SEVEN, null, 4e-9f));
    assertThat(last()).isEqualTo("a above, since 02-20 07:00, 1 in 250.00M");

    tally.seen(episode("a", Change.WORSENED, Kind.UNLIKELY, SEVEN, null, 0));
    assertThat(last()).isEqualTo("a above, since 02-20 07:00");
  }

  private String last() {
    return tally.last().map(EpisodeText::of).orElse("none");
  }

  private static Anomaly unlikely(
      String series, Change change, String begin, @Nullable String end) {
    return episode(series, change, Kind.UNLIKELY, begin, end, 2e-5f);
  }

  private static Anomaly episode(
      String series,
      Change change,
      Kind kind,
      String begin,
      @Nullable String end,
      float probability) {
    long from = Instant.parse(begin).toEpochMilli();
    return new Anomaly(
        series,
        change,
        kind,
        from,
        from,
        null,
        Optional.ofNullable(end).map(text -> Instant.parse(text).toEpochMilli()).orElse(null),
        kind == Kind.UNLIKELY ? Direction.ABOVE : Direction.NONE,
        3,
        1,
        0,
        2,
        probability,
        1,
        "m",
        "1");
  }
}
