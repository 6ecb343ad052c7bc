package io.foreflow.cli.models;

import io.foreflow.store.Decision;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who changes the store, and why. It goes into the record of the decision. */
final class ReasonOptions {

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "The reason, for the record of the decision.")
  private Optional<String> why;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who decides, for the record. Default: this user and machine.")
  private Optional<String> by;

  /** The reason, or one that only says which command was used. */
  Decision.Reason reason(String command) {
    return Decision.Reason.of(by(), why.orElse("foreflow models " + command + " by hand"));
  }

  String by() {
    return by.orElseGet(StoreAccess::user);
  }
}
