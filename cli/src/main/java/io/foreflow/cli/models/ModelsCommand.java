package io.foreflow.cli.models;

import io.foreflow.cli.process.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code foreflow models}, which runs one of its sub-commands. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Keeps versions of models in a store, and says which one is the champion.",
    description = {
      "Examples:",
      "  foreflow models add model.onnx --store /store",
      "  foreflow models list --store /store",
      "  foreflow models promote sensors@challenger --store /store --why \"better on last week\"",
      "  foreflow models rollback sensors --store /store --why \"worse since noon\"",
      "  foreflow models seeds              the seed models of this release",
      "  foreflow models COMMAND --help     the help of a command, with examples",
      "",
      "A store is a folder of plain files, or an S3-compatible bucket. The environment variable",
      "FOREFLOW_STORE can name it, in place of --store. Credentials for a bucket come from where",
      "Amazon's tools have them: AWS_ACCESS_KEY_ID and others, or ~/.aws.",
      ""
    },
    subcommands = {
      ListCommand.class,
      SeedsCommand.class,
      ShowCommand.class,
      DiffCommand.class,
      AddCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      GcCommand.class
    })
public final class ModelsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command; --help lists them");
  }
}
