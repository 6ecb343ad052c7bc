package io.foreflow.console.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.Anomaly;
import io.foreflow.wire.Forecast;
import io.foreflow.wire.ForecastScore;
import io.foreflow.wire.Reading;
import io.foreflow.wire.StepScore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Series that go from memory and are read again. */
class AgainTest {

  private static final long HOUR = 3_600_000;
  private static final ReadAgain COMPLETE = new ReadAgain(1, List.of());

  private long now = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  private final InstantSource clock = () -> Instant.ofEpochMilli(now);
  private final PipelineMemory memory =
      new PipelineMemory(new MemoryLimits(1, 10, 5, 1 << 24), clock);

  private static Reading reading(String series, long hour) {
    return new Reading(series, hour * HOUR, hour);
  }

  private static Forecast forecast(String series, long hour, float middle) {
    return forecast(series, hour, middle, "1");
  }

  private static Forecast forecast(String series, long hour, float middle, String version) {
    return Forecast.ofQuantiles(
        series,
        hour * HOUR,
        hour * HOUR,
        "m",
        version,
        HOUR,
        Forecast.Status.READY,
        new double[] {0.1, 0.5, 0.9},
        new float[] {middle - 1, middle, middle + 1});
  }

  private static ForecastScore score(String series, long hour) {
    return new ForecastScore(
        series,
        "m",
        "1",
        hour * HOUR,
        hour * HOUR,
        HOUR,
        0.1,
        0.9,
        2,
        List.of(new StepScore(1, 10, 7, 5_000_000, 10, 4_000_000, 8_000_000)));
  }

  private static Anomaly change(String series, Anomaly.Change change, long hour) {
    return new Anomaly(
        series,
        change,
        Anomaly.Kind.STUCK,
        0,
        hour * HOUR,
        null,
        change == Anomaly.Change.CLOSED ? hour * HOUR : null,
        Anomaly.Direction.NONE,
        Float.NaN,
        Float.NaN,
        Float.NaN,
        Float.NaN,
        Float.NaN,
        3,
        "m",
        "1");
  }

  private Arrival arrival() {
    return new Arrival("topic", 1, now, true);
  }

  private void pushOut(String series) {
    now += 120_000;
    memory.reading(reading(series, 0), arrival());
  }

  @Test
  void returningSeriesIsNotWhole() {
    memory.reading(reading("a", 1), arrival());
    assertThat(memory.keepsWhole("a")).isTrue();
    pushOut("b");
    assertThat(memory.keeps("a")).isFalse();

    now += 120_000;
    memory.reading(reading("a", 2), arrival());
    assertThat(memory.keeps("a")).isTrue();
    assertThat(memory.keepsWhole("a")).isFalse();
    assertThat(memory.place("a").orElseThrow().partitions()).containsEntry(RecordKind.READING, 1);
  }

  @Test
  void whatComesMeanwhileIsKept() {
    pushOut("busy");
    memory.expect("a");
    memory.reading(reading("a", 2), arrival());
    memory.score(score("a", 2), arrival());
    memory.anomaly(change("a", Anomaly.Change.CLOSED, 2), arrival());
    memory.forecast(forecast("a", 1, 7), false, arrival());
    memory.expect(null);

    FoundSeries found = new FoundSeries("a", memory.limits());
    found.reading(reading("a", 2));
    found.reading(reading("a", 1));
    found.score(score("a", 2));
    found.score(score("a", 1));
    found.anomaly(change("a", Anomaly.Change.OPENED, 1));
    found.forecast(forecast("a", 1, 5), false);
    found.forecast(forecast("a", 0, 5), false);
    memory.again(found, COMPLETE);

    assertThat(memory.readings("a", 0, Long.MAX_VALUE).orElseThrow().times())
        .containsExactly(HOUR, 2 * HOUR);
    assertThat(memory.scores("a").orElseThrow()).containsExactly(score("a", 2), score("a", 1));
    assertThat(memory.anomalies("a", 10).orElseThrow())
        .extracting(Anomaly::change)
        .containsExactly(Anomaly.Change.CLOSED, Anomaly.Change.OPENED);
    assertThat(row("a").inEpisode()).isFalse();
    assertThat(memory.forecasts("a").orElseThrow())
        .extracting(each -> each.forecast().quantiles()[1])
        .containsExactly(5f, 7f);
    assertThat(memory.keepsWhole("a")).isTrue();
    assertThat(memory.readAgain("a")).contains(COMPLETE);
  }

  @Test
  void scoresWhatIsReadAgain() {
    memory.reading(reading("a", 1), arrival());
    memory.forecast(forecast("a", 0, 1), false, arrival());
    assertThat(row("a").coverage()).isEqualTo(1);
    pushOut("b");

    FoundSeries found = new FoundSeries("a", memory.limits());
    for (long hour = 3; hour >= 0; hour--) {
      found.reading(reading("a", hour));
      found.forecast(forecast("a", hour, hour == 0 ? 1 : 100), false);
    }
    memory.again(found, COMPLETE);
    assertThat(row("a").coverage()).isEqualTo(1.0 / 3);
  }

  @Test
  void liveForecastComesBeforeItsShadows() {
    for (String shadow : List.of("2", "3")) {
      memory.forecast(forecast("a", 0, 7, shadow), true, arrival());
    }
    memory.forecast(forecast("a", 0, 5), false, arrival());
    memory.forecast(forecast("a", 0, 8, "2"), true, arrival());

    assertThat(memory.forecasts("a").orElseThrow())
        .extracting(KnownForecast::forecaster)
        .containsExactly(version("1", false), version("2", true), version("3", true));
  }

  @Test
  void versionThatTookOverIsNoShadow() {
    memory.reading(reading("a", 1), arrival());
    for (String shadow : List.of("2", "3")) {
      memory.forecast(forecast("a", 0, 7, shadow), true, arrival());
    }
    assertThat(row("a").coverage()).isNaN();

    memory.forecast(forecast("a", 0, 1, "3"), false, arrival());
    memory.forecast(forecast("a", 0, 7, "3"), true, arrival());

    assertThat(memory.forecasts("a").orElseThrow())
        .extracting(KnownForecast::forecaster)
        .containsExactly(version("3", false), version("2", true));
    assertThat(row("a").coverage()).isEqualTo(1);
  }

  private static Forecaster version(String version, boolean shadow) {
    return new Forecaster(new ModelVersion("m", version), shadow);
  }

  @Test
  void figuresOfThePipelineStayAsTheyAre() {
    memory.score(score("a", 1), arrival());
    PipelineFigures before = memory.figures();

    FoundSeries found = new FoundSeries("new", memory.limits());
    found.reading(reading("new", 1));
    found.forecast(forecast("new", 0, 5), false);
    found.score(score("new", 1));
    found.anomaly(change("new", Anomaly.Change.OPENED, 1));
    memory.again(found, COMPLETE);

    assertThat(memory.scores()).isEqualTo(before.scores());
    assertThat(memory.anomalies(10)).isEmpty();
    assertThat(memory.models()).isEmpty();
    assertThat(memory.figures().recent().readings()).isEqualTo(before.recent().readings());
    assertThat(row("new").inEpisode()).isTrue();
    assertThat(row("new").mase()).isEqualTo(0.5);
  }

  private SeriesRow row(String series) {
    return memory
        .list(
            new SeriesQuery(
                series, Optional.empty(), Optional.empty(), SeriesQuery.Sort.NAME, false, 0, 1))
        .rows()
        .get(0);
  }
}
