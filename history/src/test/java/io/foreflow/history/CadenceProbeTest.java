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

  @Test
  void aMillionReadingsThatAgreeAreEnough() {
    CadenceProbe probe = new CadenceProbe();
    for (int slot = 0; slot < 1_000_000; slot++) {
      probe.add("a", 60_000L * slot);
    }
    assertThat(probe.isEnough()).isFalse();

    probe.add("a", 60_000_000_000L);
    assertThat(probe.isEnough()).isTrue();
  }

  @Test
  void aMillionReadingsWithoutMajorityAreTooFew() {
    CadenceProbe probe = new CadenceProbe();
    long time = 0;
    for (int reading = 0; reading < 1_500_000; reading++) {
      time += 1_000 + reading % 3;
      probe.add("a", time);
    }

    assertThat(probe.isEnough()).isFalse();
    assertThat(probe.cadenceMillis()).hasValue(1_001);
  }
}
