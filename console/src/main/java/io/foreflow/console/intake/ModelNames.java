package io.foreflow.console.intake;

import io.foreflow.wire.MalformedRecordException;
import io.foreflow.wire.RejectionReason;

/** The bound of the names of models, which records don't have and memory needs. */
final class ModelNames {

  private static final int LONGEST = 1024;

  private ModelNames() {}

  static void check(String model, String version) throws MalformedRecordException {
    int found = model.length() + version.length();
    if (found > LONGEST) {
      throw new MalformedRecordException(
          RejectionReason.INVALID_FIELD,
          "model and version: found %d characters, allowed: %d".formatted(found, LONGEST));
    }
  }
}
