package io.foreflow.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.trainer.features.CovariateConfig;
import io.foreflow.trainer.network.CellKind;
import io.foreflow.trainer.network.HeadKind;
import io.foreflow.trainer.network.NetworkConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tests covariates of each kind, some of them missing, with heads that read them differently. */
class CovariateGateTest {

  private static final List<String> ONE = List.of("first");
  private static final List<String> NONE = List.of();

  private static final Map<String, CovariateConfig> KINDS =
      Map.of(
          "relative", new CovariateConfig(ONE, NONE, NONE, NONE),
          "observed", new CovariateConfig(NONE, ONE, NONE, NONE),
          "static", new CovariateConfig(NONE, NONE, ONE, NONE),
          "known", new CovariateConfig(NONE, NONE, NONE, ONE),
          "all",
              new CovariateConfig(
                  List.of("first", "second"), List.of("third"), List.of("f"), List.of("g", "h")));

  @TestFactory
  Stream<DynamicTest> everyKindPassesTheGateWithEveryHead() {
    return KINDS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            kind ->
                Stream.of(HeadKind.QUANTILE, HeadKind.POINT, HeadKind.DIRECTION)
                    .map(head -> passes(kind.getKey(), kind.getValue(), head)));
  }

  private static DynamicTest passes(String kind, CovariateConfig covariates, HeadKind head) {
    NetworkConfig parts = new NetworkConfig(CellKind.GRU, 2, 6, head, 8, false).withLinear(5);
    int levels = head == HeadKind.POINT ? 1 : 3;
    return DynamicTest.dynamicTest(
        kind + ", " + head.text(),
        () ->
            assertThat(RandomNetwork.withCovariates(parts, levels, covariates).difference())
                .isGreaterThan(0)
                .isLessThan(ParityGate.TOLERANCE));
  }
}
