package io.foreflow.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestRefusalTest {
  private static final String FULL = Manifests.FULL.toJson();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // what stands there | what is put there | the problem
        "'horizon':24|'horizon':0|horizon: found 0, allowed: 1 to 10000 steps",
        "'horizon':24|'horizon':10001|horizon: found 10001, allowed: 1 to 10000 steps",
        "'horizon':24|'horizon':'24'|horizon: found '24', allowed: an integer",
        "'horizon':24|'horizon':24.5|horizon: found 24.5, allowed: an integer",
        "'horizon':24,||horizon: found nothing, allowed: an integer",
        "'horizon':24|'horizont':24,'horizon':24|horizont: found 24, allowed: no such field in contract 1",
        "'PT1H'|'PT0S'|cadence: found PT0S, allowed: whole milliseconds, 1 or more",
        "'PT1H'|'-PT1H'|cadence: found PT-1H, allowed: whole milliseconds, 1 or more",
        "'PT1H'|'PT0.0000001S'|cadence: found PT0.0000001S, allowed: whole milliseconds, 1 or more",
        "'PT1H'|'hourly'|cadence: found 'hourly', allowed: an ISO-8601 duration, such as 'PT1H'",
        "'PT1H'|3600|cadence: found 3600, allowed: an ISO-8601 duration, such as 'PT1H'",
        "[0.1,0.5,0.9]|[]|levels: found 0 levels, allowed: 1 to 1000",
        "[0.1,0.5,0.9]|[0.5,0.5]|levels[1]: found 0.5, allowed: ascending numbers between 0 and 1, here above 0.5",
        "[0.1,0.5,0.9]|[0.5,0.1]|levels[1]: found 0.1, allowed: ascending numbers between 0 and 1, here above 0.5",
        "[0.1,0.5,0.9]|[0,0.5]|levels[0]: found 0.0, allowed: ascending numbers between 0 and 1, here above 0.0",
        "[0.1,0.5,0.9]|[0.5,1]|levels[1]: found 1.0, allowed: ascending numbers between 0 and 1, here above 0.5",
        "[0.1,0.5,0.9]|[0.5,true]|levels[1]: found true, allowed: a number",
        "'features':|'classes':['up','down'],'features':|levels: found 3 levels beside classes, allowed: none: a model gives quantiles or probabilities of classes",
        "[0.1,0.5,0.9]|[],'classes':['up']|classes: found 1 classes, allowed: 2 to 1000",
        "[0.1,0.5,0.9]|[],'classes':['up','up']|classes[1]: found 'up', allowed: a name that no other class has",
        "['value','load']|[]|features: found 0 features, allowed: 1 to 10000, the target first",
        "['value','load']|['value','value']|features[1]: found 'value', allowed: a name that no other feature has",
        "['value','load']|'value'|features: found 'value', allowed: an array of strings",
        "'warmup':48|'warmup':48,'seasons':[24,12]|seasons[1]: found 12, allowed: ascending numbers of slots, here above 24, and up to the 168 of the history",
        "'warmup':48|'warmup':48,'seasons':[1]|seasons[0]: found 1, allowed: ascending numbers of slots, here above 1, and up to the 168 of the history",
        "'warmup':48|'warmup':48,'seasons':[24,169]|seasons[1]: found 169, allowed: ascending numbers of slots, here above 24, and up to the 168 of the history",
        "'warmup':48|'warmup':48,'seasons':[24.5]|seasons[0]: found 24.5, allowed: an integer",
        "'warmup':48|'warmup':48,'seasons':24|seasons: found 24, allowed: an array of integers",
        "'warmup':48|'warmup':-1|warmup: found -1, allowed: 0 or more",
        "'model':'demo'|'model':' '|model: found ' ', allowed: a name",
        "'version':'2026-01-30'|'version':''|version: found '', allowed: a version",
        "'name':'seen','size':1|'name':'seen','size':2|state[0].size: found 2, allowed: 1 for the segment 'seen'",
        "'name':'seen'|'name':'age'|state: found no segment 'seen' in [age, history, cell0.h], allowed: segments 'seen' and 'history' in every model",
        "'name':'history'|'name':'past'|state: found no segment 'history' in [seen, past, cell0.h], allowed: segments 'seen' and 'history' in every model",
        "'name':'cell0.h'|'name':'history'|state[2].name: found 'history' again, allowed: each segment once",
        "'size':64|'size':0|state[2].size: found 0, allowed: 1 to 1048576 floats",
        "'size':64|'size':1048576|state: found 1048745 floats in all, allowed: at most 1048576",
        "'size':64|'size':64,'dtype':'f16'|state[2].dtype: found 'f16', allowed: no such field in contract 1",
        "'name':'cell0.h',||state[2].name: found nothing, allowed: a string",
        "'series':414|'series':0|provenance.data.series: found 0, allowed: 1 or more",
        "'readings':353500|'readings':-1|provenance.data.readings: found -1, allowed: 1 or more",
        "2025-12-31T23:00:00Z|2024-12-31T23:00:00Z|provenance.data.to: found 2024-12-31T23:00:00Z, allowed: no time before data.from, 2025-01-01T00:00:00Z",
        "'2025-01-01T00:00:00Z'|'January'|provenance.data.from: found 'January', allowed: an ISO-8601 time, such as '2026-01-31T12:00:00Z'",
        "'sha256:5e88'|''|provenance.data.digest: found '', allowed: a digest",
        "'hidden':'64'|'hidden':64|provenance.configuration.hidden: found 64, allowed: a string",
        "'seed':7,||provenance.seed: found nothing, allowed: an integer",
        "'mase':0.862|'mase':'good'|backtest.model.mase: found 'good', allowed: a number",
        "'seasonal-naive':{'mase':1.193}|'seasonal-naive':1|backtest.baselines.seasonal-naive: found 1, allowed: an object",
        "'contract':1|'contract':1,'digest':'12'|digest: found 12, allowed: 64 lower-case hexadecimal digits",
      })
  void oneWrongFieldIsRefusedByItsPath(String there, String instead, String problem) {
    String from = there.replace('\'', '"');
    assertThat(FULL).contains(from);
    String json = FULL.replace(from, instead == null ? "" : instead.replace('\'', '"'));

    ManifestException refused =
        catchThrowableOfType(ManifestException.class, () -> Manifest.parse(json));

    assertThat(refused).as("the problem of %s", json).hasMessage(problem.replace('\'', '"'));
    assertThat(refused.problems()).hasSize(1);
  }

  @Test
  void everyProblemIsNamedAtOnce() {
    String json =
        FULL.replace("\"horizon\":24", "\"horizon\":-3")
            .replace("\"PT1H\"", "\"1h\"")
            .replace("[0.1,0.5,0.9]", "[0.9,\"0.5\"]")
            .replace("\"seed\":7", "\"seed\":\"seven\",\"speed\":1")
            .replace("\"name\":\"seen\"", "\"name\":\"\"");

    assertThatThrownBy(() -> Manifest.parse(json))
        .isInstanceOfSatisfying(
            ManifestException.class,
            e ->
                assertThat(e.problems())
                    .extracting(ManifestException.Problem::path)
                    .containsExactlyInAnyOrder(
                        "horizon",
                        "cadence",
                        "levels[1]",
                        "provenance.seed",
                        "provenance.speed",
                        "state[0].name"));
  }

  @Test
  void anUnknownContractIsTheOnlyProblemReported() {
    String json = FULL.replace("\"contract\":1", "\"contract\":2").replace("PT1H", "whatever");

    assertThatThrownBy(() -> Manifest.parse(json))
        .hasMessage(
            "contract: found version 2, allowed: version 1 (use a release that knows the other,"
                + " or train the model again)");
  }

  @Test
  void aManifestWithoutAContractIsRefused() {
    assertThatThrownBy(() -> Manifest.parse("{}"))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("contract: found nothing, allowed: an integer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "null", "[]", "{", "{} {}", "{\"contract\":1,\"contract\":1}", "nonsense"})
  void textOtherThanOneJsonObjectIsRefused(String text) {
    assertThatThrownBy(() -> Manifest.parse(text))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("manifest: found");
  }

  @Test
  void everyTruncationIsRefusedAndNothingElse() {
    for (int length = 0; length < FULL.length(); length++) {
      String cut = FULL.substring(0, length);
      assertThatThrownBy(() -> Manifest.parse(cut)).isInstanceOf(ManifestException.class);
    }
  }

  @Test
  void manifestsMadeInCodeKeepTheSameRules() {
    Manifest full = Manifests.FULL;
    assertThatThrownBy(
            () ->
                new Manifest(
                    2,
                    "",
                    "1",
                    Duration.ZERO,
                    0,
                    List.of(),
                    List.of(),
                    -1,
                    full.state(),
                    full.provenance(),
                    null))
        .isInstanceOfSatisfying(
            ManifestException.class,
            e ->
                assertThat(e.problems())
                    .extracting(ManifestException.Problem::path)
                    .containsExactly(
                        "contract", "model", "cadence", "horizon", "levels", "features", "warmup"));
  }

  @Test
  void aMissingPartIsReportedAsOneProblem() {
    String json = FULL.replaceFirst("\"provenance\":.*,\"backtest\"", "\"backtest\"");
    assertThatThrownBy(() -> Manifest.parse(json))
        .hasMessage("provenance: found nothing, allowed: an object");
  }

  @Test
  void aBacktestMayBeAbsent() {
    Manifest full = Manifests.FULL;
    Manifest without =
        new Manifest(
            1,
            full.model(),
            full.version(),
            full.cadence(),
            full.horizon(),
            full.levels(),
            full.features(),
            full.warmup(),
            full.state(),
            full.provenance(),
            null);
    assertThat(without.toJson()).doesNotContain("backtest");
    assertThat(Manifest.parse(without.toJson())).isEqualTo(without);
  }

  @Test
  void classesMayStandInPlaceOfLevels() {
    String json = FULL.replace("[0.1,0.5,0.9]", "[],\"classes\":[\"down\",\"flat\",\"up\"]");

    Manifest manifest = Manifest.parse(json);

    assertThat(manifest.classes()).containsExactly("down", "flat", "up");
    assertThat(manifest.forecastRows()).isEqualTo(3);
    assertThat(manifest.toJson()).isEqualTo(json);
  }

  @Test
  void veryLongValuesAreQuotedInPart() {
    String json = FULL.replace("\"horizon\":24", "\"horizon\":\"" + "9".repeat(100_000) + "\"");
    assertThatThrownBy(() -> Manifest.parse(json))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void numbersTooLargeForADoubleAreRefused() {
    String json = FULL.replace("\"mase\":0.862", "\"mase\":1e999");
    assertThatThrownBy(() -> Manifest.parse(json))
        .hasMessage("backtest.model.mase: found Infinity, allowed: a finite number");
  }

  @Test
  void mapsAreCopied() {
    assertThatCode(() -> Manifests.PROVENANCE.configuration().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
