package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * One wrong byte anywhere gives a clear refusal: never a crash, and never a silently different
 * forecast.
 */
class DamagedFileTest {
  private static final int STRIDE = 97;

  @Test
  void anyChangeInASmallFileIsNoticed() {
    byte[] file = TinyStepGraph.hourly().file();
    for (int at = 0; at < file.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        assertDamageIsRefused(file, at, (byte) (1 << bit));
      }
    }
  }

  @Test
  void changesInALargeFileAreNoticed() throws Exception {
    byte[] file = new GruStepGraph(64, 168, 24).file();
    for (int at = 0; at < file.length; at += STRIDE) {
      assertDamageIsRefused(file, at, (byte) 0xFF);
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] file = TinyStepGraph.hourly().file();
    for (int length = 0; length < file.length; length++) {
      assertRefused(Arrays.copyOf(file, length), "the first " + length + " bytes");
    }
  }

  @Test
  void anythingAppendedIsRefused() {
    byte[] file = TinyStepGraph.hourly().file();
    assertRefused(Arrays.copyOf(file, file.length + 1), "one byte more");
  }

  private static void assertDamageIsRefused(byte[] file, int at, byte mask) {
    file[at] ^= mask;
    assertRefused(file, "byte " + at + " xor " + mask);
    file[at] ^= mask;
  }

  /** Refused for its digest, so before any parser has seen a byte of it. */
  private static void assertRefused(byte[] file, String damage) {
    InvalidModelFileException refused = refusal(file);
    assertThat(refused).as(damage).isNotNull();
    assertThat(refused.reason())
        .as(damage)
        .isIn(
            InvalidModelFileException.Reason.WRONG_DIGEST,
            InvalidModelFileException.Reason.NO_DIGEST);
    assertThat(refused.getMessage()).as(damage).contains("found ", ", allowed: ");
  }

  private static @Nullable InvalidModelFileException refusal(byte[] file) {
    try (StepModel model = StepModel.open(file)) {
      return null;
    } catch (InvalidModelFileException e) {
      return e;
    }
  }
}
