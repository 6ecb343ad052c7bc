package io.foreflow.cli.seed;

import io.foreflow.cli.argument.ArgumentChecks;
import io.foreflow.cli.process.CommandFailure;
import io.foreflow.model.InvalidModelFileException;
import io.foreflow.model.StepLimits;
import io.foreflow.model.StepModel;
import io.foreflow.seed.SeedModel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The model that a command is given: a file, or {@code seed:NAME}.
 *
 * @param text as a person has written it
 * @param seed the seed model; empty for a file
 */
public record ModelSource(String text, Optional<SeedModel> seed) {

  private static final String ADVICE =
      "Train one with: foreflow train --data history.csv --out model.onnx. Or take a seed model,"
          + " such as seed:hourly: foreflow models seeds lists them.";

  /**
   * Finds the model.
   *
   * @throws CommandFailure if there is no such file or seed model
   */
  public static ModelSource of(String text) {
    if (SeedChoice.is(text)) {
      return new ModelSource(text, Optional.of(SeedChoice.find(text)));
    }
    ArgumentChecks.readable(Path.of(text), ADVICE);
    return new ModelSource(text, Optional.empty());
  }

  /** The file; empty for a seed model. */
  public Optional<Path> path() {
    return seed.isPresent() ? Optional.empty() : Optional.of(Path.of(text));
  }

  /**
   * Opens the model, after checking it as the job does.
   *
   * @throws CommandFailure if it is no valid model
   */
  public StepModel open() {
    return open(StepLimits.DEFAULT);
  }

  /** Opens the model within limits. */
  public StepModel open(StepLimits limits) {
    try {
      return seed.isPresent()
          ? StepModel.open(seed.get().file(), seed.get().sha256(), limits)
          : StepModel.open(Path.of(text), limits);
    } catch (InvalidModelFileException e) {
      throw CommandFailure.failed(text + ": " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
