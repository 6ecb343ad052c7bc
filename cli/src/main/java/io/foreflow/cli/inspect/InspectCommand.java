package io.foreflow.cli.inspect;

import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.JsonOption;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.seed.ModelSource;
import io.foreflow.cli.view.Printable;
import io.foreflow.model.StepModel;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code foreflow inspect} and its options. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Describes a model file, after checking it as the job does.",
    description = {
      "Examples:",
      "  foreflow inspect model.onnx",
      "  foreflow inspect model.onnx --json     the manifest as JSON",
      "  foreflow inspect seed:hourly           a seed model",
      ""
    })
public final class InspectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The model file, or seed:NAME, a seed model.")
  private String file;

  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    try (StepModel model = ModelSource.of(file).open()) {
      PrintWriter out = spec.commandLine().getOut();
      if (json.isGiven()) {
        out.println(model.manifest().toJson());
      } else {
        ManifestText.of(model.manifest(), model.sha256())
            .forEach(line -> out.println(Printable.of(line)));
      }
      out.flush();
      return ExitCodes.OK;
    }
  }
}
