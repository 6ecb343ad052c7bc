package io.foreflow.cli.models;

import io.foreflow.store.Decision;
import java.util.Map;
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

  /** The reason, or one that only says which command was used. The details say what it did not. */
  Decision.Reason reason(String command) {
    String name = "foreflow models " + command;
    return new Decision.Reason(
        by(),
        why.orElse(name + " by hand"),
        "{\"command\":\"%s\",\"compared\":\"nothing\"}".formatted(name),
        Map.of());
  }

  String by() {
    return by.orElseGet(StoreAccess::user);
  }
}
