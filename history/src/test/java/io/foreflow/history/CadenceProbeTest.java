package io.foreflow.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CadenceProbeTest {

  @Test
  void findsTheCadenceDespiteGapsAndDisorder() {
    CadenceProbe probe = new CadenceProbe();
    for (long slot : new long[] {0, 1, 2, 5, 4, 6, 7, 8, 20}) {
      probe.add("a", slot * 60_000 + 17);
      probe.add("b", slot * 60_000 + 23);
    }

    assertThat(probe.cadenceMillis()).hasValue(60_000);
  }

  @Test
  void findsNoneInSingleReadings() {
    CadenceProbe probe = new CadenceProbe();
    probe.add("a", 1);
    probe.add("b", 60_001);
    probe.add("a", 1);

    assertThat(probe.cadenceMillis()).isEmpty();
  }
}
