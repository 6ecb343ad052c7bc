package io.foreflow.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The digest finds damage, but whoever changes a file on purpose writes the digest anew. Such files
 * get as far as the parser, the rules and ONNX Runtime, and must still be opened or refused, and
 * nothing else.
 */
class HostileFileTest {
  private static final int MUTATIONS = 1_000;

  @Test
  void changedFilesAreOpenedOrRefused() {
    Random random = new Random(1);
    byte[] file = TinyStepGraph.hourly().file();
    Set<InvalidModelFileException.Reason> reasons =
        EnumSet.noneOf(InvalidModelFileException.Reason.class);
    int opened = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] changed = file.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        FileDigest.write(changed);
        StepModel.openToReplay(changed, null, StepLimits.DEFAULT).close();
        opened++;
      } catch (InvalidModelFileException e) {
        reasons.add(e.reason());
      }
    }
    assertThat(opened).as("changes of names and of weights that do no harm").isPositive();
    assertThat(reasons)
        .as("files that got past the digest")
        .contains(
            InvalidModelFileException.Reason.NOT_ONNX,
            InvalidModelFileException.Reason.BAD_MANIFEST,
            InvalidModelFileException.Reason.FORBIDDEN_GRAPH,
            InvalidModelFileException.Reason.BAD_WEIGHTS,
            InvalidModelFileException.Reason.WRONG_TENSORS,
            InvalidModelFileException.Reason.NOT_RUNNABLE);
  }
}
