package io.foreflow.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracySummaryTest {

  @Test
  void namesMachineVersionsAndCommitInOrder() {
    assertThat(AccuracySummary.of(List.of()).toJson())
        .matches(
            "\\{\"bench\":\"accuracy\",\"machine\":\\{.*},\"versions\":\\{.*},\"commit\":\".*\","
                + "\"tasks\":\\[]}");
  }
}
