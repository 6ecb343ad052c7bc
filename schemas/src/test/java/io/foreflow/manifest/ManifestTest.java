package io.foreflow.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.calendar.OpenSlots;
import io.foreflow.calendar.TradingCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ManifestTest {
  @Test
  void theJsonIsCompactAndStable() {
    assertThat(Manifests.FULL.toJson())
        .isEqualTo(
            """
            {"contract":1,"model":"demo","version":"2026-01-30","cadence":"PT1H","horizon":24,\
            "levels":[0.1,0.5,0.9],"features":["value","load"],"warmup":48,\
            "state":[{"name":"seen","size":1},{"name":"history","size":168},{"name":"cell0.h","size":64}],\
            "provenance":{"data":{"digest":"sha256:5e88","from":"2025-01-01T00:00:00Z",\
            "to":"2025-12-31T23:00:00Z","series":414,"readings":353500},"seed":7,\
            "configuration":{"cell":"gru","hidden":"64"},"engines":{"djl":"0.35.1","pytorch":"2.7.1"},\
            "trainedAt":"2026-01-30T06:00:00Z"},\
            "backtest":{"model":{"crps":0.31,"mase":0.862},"baselines":{"seasonal-naive":{"mase":1.193}}}}\
            """);
  }

  @Test
  void aManifestComesBackAsItWas() {
    assertThat(Manifest.parse(Manifests.FULL.toJson())).isEqualTo(Manifests.FULL);
  }

  @Test
  void theStartOfATrainingComesBack() {
    Provenance.Start start = new Provenance.Start("a1".repeat(32), "b2".repeat(32));
    Manifest full = Manifests.FULL;
    Manifest manifest = with(full.seasons(), full.provenance().startedFrom(start));

    assertThat(manifest.toJson())
        .contains(
            "\"start\":{\"model\":\"" + "a1".repeat(32) + "\",\"weights\":\"" + "b2".repeat(32));
    assertThat(Manifest.parse(manifest.toJson())).isEqualTo(manifest);
    assertThatThrownBy(() -> Manifest.parse(manifest.toJson().replace("a1".repeat(32), "A1")))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("provenance.start.model")
        .hasMessageContaining("64 hexadecimal digits");
  }

  @Test
  void theDigestFollowsTheContractInTheJson() {
    String digest = "0".repeat(64);
    assertThat(Manifests.FULL.toJson(digest))
        .startsWith("{\"contract\":1,\"digest\":\"" + digest + "\",\"model\"");
    assertThat(Manifest.parse(Manifests.FULL.toJson(digest))).isEqualTo(Manifests.FULL);
  }

  @Test
  void theStateLayoutSaysWhereEachSegmentLies() {
    StateLayout state = Manifests.FULL.state();
    assertThat(state.size()).isEqualTo(233);
    assertThat(state.offset("history")).isEqualTo(1);
    assertThat(state.size("history")).isEqualTo(168);
    assertThat(state.offset("cell0.h")).isEqualTo(169);
  }

  @Test
  void seasonsAreWrittenAndComeBack() {
    Manifest manifest = withSeasons(List.of(24, 168), Map.of());

    assertThat(manifest.toJson())
        .contains("\"features\":[\"value\",\"load\"],\"seasons\":[24,168],\"warmup\":48");
    assertThat(Manifest.parse(manifest.toJson())).isEqualTo(manifest);
  }

  @Test
  void aGeneratorIsWrittenAndComesBack() {
    Provenance drawn =
        Manifests.FULL.provenance().generatedBy(new Provenance.Generated("hourly", 7, 1));
    Manifest manifest = with(List.of(), drawn);

    assertThat(manifest.toJson())
        .contains("\"generated\":{\"kind\":\"hourly\",\"seed\":7,\"version\":1}");
    assertThat(Manifest.parse(manifest.toJson())).isEqualTo(manifest);
    assertThat(Manifests.FULL.toJson()).doesNotContain("generated");
  }

  @Test
  void chosenOptionsAreWrittenAndComeBack() {
    Provenance.Chosen chosen =
        new Provenance.Chosen("demand", List.of("seasons", "steps"), List.of("A season of 24"));
    Manifest manifest = with(List.of(), Manifests.FULL.provenance().choosing(chosen));

    assertThat(manifest.toJson())
        .contains(
            "\"chosen\":{\"kind\":\"demand\",\"options\":[\"seasons\",\"steps\"],"
                + "\"reasons\":[\"A season of 24\"]}");
    assertThat(Manifest.parse(manifest.toJson())).isEqualTo(manifest);
    assertThat(Manifests.FULL.toJson()).doesNotContain("chosen");
  }

  @Test
  void ridgeSharesAreWrittenAndComeBack() {
    List<Double> shares = new ArrayList<>(Collections.nCopies(23, 0.5));
    shares.add(0.75);
    Manifest manifest = with(List.of(), Manifests.FULL.provenance().sharing(shares));

    assertThat(manifest.toJson()).contains("\"ridgeShare\":[0.5,0.5,").contains("0.5,0.75]}");
    assertThat(Manifest.parse(manifest.toJson())).isEqualTo(manifest);
    assertThat(Manifests.FULL.toJson()).doesNotContain("ridgeShare");
    assertRefused(manifest.toJson().replace("0.75]", "1.5]"), "provenance.ridgeShare");
    assertRefused(manifest.toJson().replace(",0.75]", "]"), "as many as the horizon, 24");
  }

  @Test
  void aTradingCalendarIsWrittenAndComesBack() {
    Manifest manifest =
        with(TradingCalendar.parse("America/New_York Mon-Tue 09:30-16:00; closed 2026-07-03"));

    assertThat(manifest.toJson())
        .contains(
            "\"cadence\":\"PT1H\",\"tradingCalendar\":{\"zone\":\"America/New_York\","
                + "\"sessions\":[[570,960],[2010,2400]],"
                + "\"closed\":[\"2026-07-03T00:00/2026-07-04T00:00\"],"
                + "\"offsets\":[[0,-18000],[9961200,-14400],")
        .contains("],[1772953200,-14400],[1793512800,-18000],");
    assertThat(Manifest.parse(manifest.toJson())).isEqualTo(manifest);
    assertThat(Manifests.FULL.toJson()).doesNotContain("tradingCalendar");
  }

  @Test
  void fileOffsetsComeBeforeThoseOfTheMachine() {
    // A summer that began a week later than this machine believes.
    String json =
        with(TradingCalendar.parse("America/New_York Mon-Fri 09:30-16:00"))
            .toJson()
            .replace("[1772953200,-14400]", "[1773558000,-14400]");

    TradingCalendar read = Objects.requireNonNull(Manifest.parse(json).tradingCalendar());
    long monday = Instant.parse("2026-03-09T13:30:00Z").toEpochMilli();
    assertThat(read.slots(3_600_000).slot(monday)).isEqualTo(OpenSlots.CLOSED);
    assertThat(read.slots(3_600_000).slot(monday + 3_600_000)).isPositive();
  }

  @Test
  void refusesACalendarThatBreaksItsRules() {
    String json = with(TradingCalendar.parse("UTC Mon 09:30-16:00")).toJson();
    assertRefused(json.replace("[570,960]", "[570,570]"), "closes: found minute 570");
    assertRefused(json.replace("[570,960]", "[570]"), "tradingCalendar.sessions[0]: found [570]");
    assertRefused(json.replace("[[570,960]]", "[]"), "sessions: found 0");
    assertRefused(json.replace("[[0,0]]", "[[5,0]]"), "offsets: found a span from 5");
    assertRefused(json.replace("[]", "[\"2026\"]"), "closed: found \"2026\"");
    assertRefused(json.replace("\"closed\":", "\"open\":"), "tradingCalendar.open");
    assertRefused(json.replace("\"PT1H\"", "\"PT48H\""), "at most a day with a trading calendar");
  }

  private static void assertRefused(String json, String problem) {
    assertThatThrownBy(() -> Manifest.parse(json))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining(problem);
  }

  private static Manifest with(TradingCalendar calendar) {
    Manifest full = Manifests.FULL;
    return new Manifest(
        full.contract(),
        full.model(),
        full.version(),
        full.cadence(),
        calendar,
        full.horizon(),
        full.kind(),
        full.features(),
        full.seasons(),
        full.warmup(),
        full.state(),
        full.provenance(),
        null);
  }

  @Test
  void refusesAGeneratorWithoutAVersion() {
    String json =
        with(
                List.of(),
                Manifests.FULL.provenance().generatedBy(new Provenance.Generated("hourly", 7, 1)))
            .toJson()
            .replace("\"version\":1}", "\"version\":0}");

    assertThatThrownBy(() -> Manifest.parse(json))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("provenance.data.generated.version");
  }

  @Test
  void theShortestSeasonIsTheFirstOne() {
    assertThat(withSeasons(List.of(24, 168), Map.of("seasons", "[12]")).shortestSeason())
        .isEqualTo(24);
  }

  @Test
  void olderFilesHaveTheirSeasonsInTheProvenance() {
    assertThat(ofTraining("[48, 96]")).isEqualTo(48);
    assertThat(ofTraining("[]")).isEqualTo(1);
    assertThat(ofTraining("[0]")).isEqualTo(1);
    // The history of a state has only 168 slots.
    assertThat(ofTraining("[169]")).isEqualTo(1);
    assertThat(Manifests.FULL.shortestSeason()).isEqualTo(1);
  }

  private static int ofTraining(String option) {
    return withSeasons(List.of(), Map.of("seasons", option)).shortestSeason();
  }

  private static Manifest withSeasons(List<Integer> seasons, Map<String, String> configuration) {
    Provenance made = Manifests.FULL.provenance();
    return with(
        seasons,
        new Provenance(
            made.dataDigest(),
            made.from(),
            made.to(),
            made.series(),
            made.readings(),
            made.seed(),
            configuration,
            made.engines(),
            made.trainedAt()));
  }

  private static Manifest with(List<Integer> seasons, Provenance provenance) {
    Manifest full = Manifests.FULL;
    return new Manifest(
        full.contract(),
        full.model(),
        full.version(),
        full.cadence(),
        full.horizon(),
        full.kind(),
        full.features(),
        seasons,
        full.warmup(),
        full.state(),
        provenance,
        full.backtest());
  }
}
