package io.foreflow.trainer.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharesTest {

  @Test
  void textNamesTheFirstMiddleAndLastStep() {
    assertThat(new Shares(List.of(0.1, 0.25, 0.304, 0.5, 1.0)).text())
        .isEqualTo("10 % 1 slot ahead, 30 % 3 slots ahead, 100 % 5 slots ahead");
    assertThat(new Shares(List.of(0.1, 0.25)).text())
        .isEqualTo("10 % 1 slot ahead, 25 % 2 slots ahead");
    assertThat(Shares.even(0.5, 24).text()).isEqualTo("50 % at each step");
  }
}
