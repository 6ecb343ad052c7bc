package io.foreflow.cli;

import io.foreflow.cli.argument.NumberArguments;
import io.foreflow.cli.argument.TimeArgument;
import io.foreflow.cli.backtest.BacktestCommand;
import io.foreflow.cli.broker.BrokerCommand;
import io.foreflow.cli.console.ConsoleCommand;
import io.foreflow.cli.demo.DemoCommand;
import io.foreflow.cli.inspect.InspectCommand;
import io.foreflow.cli.job.PublishCommand;
import io.foreflow.cli.job.RunCommand;
import io.foreflow.cli.job.TransactionsCommand;
import io.foreflow.cli.kafka.RegistryOptions;
import io.foreflow.cli.models.ModelsCommand;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.cli.process.OnnxRuntimeFolder;
import io.foreflow.cli.process.RunLog;
import io.foreflow.cli.process.StopSignal;
import io.foreflow.cli.process.Version;
import io.foreflow.cli.retrain.RetrainCommand;
import io.foreflow.cli.retrain.WatchCommand;
import io.foreflow.cli.score.ScoreCommand;
import io.foreflow.cli.simulate.SimulateCommand;
import io.foreflow.cli.tail.TailCommand;
import io.foreflow.cli.train.TrainCommand;
import io.foreflow.cli.train.TrainingFlags;
import io.foreflow.cli.tune.TuneCommand;
import io.foreflow.wire.WireFormat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code foreflow}, which runs one of its sub-commands. */
@Command(
    name = "foreflow",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Streams of readings in, rolling forecasts out.",
    description = {
      "Examples:",
      "  foreflow demo                      the whole pipeline on this machine, from nothing",
      "  foreflow simulate --history 42 --out history.csv",
      "  foreflow train --data history.csv --out model.onnx",
      "  foreflow COMMAND --help            the help of a command, with examples",
      ""
    },
    subcommands = {
      DemoCommand.class,
      SimulateCommand.class,
      TrainCommand.class,
      TuneCommand.class,
      BacktestCommand.class,
      InspectCommand.class,
      BrokerCommand.class,
      RunCommand.class,
      PublishCommand.class,
      ModelsCommand.class,
      RetrainCommand.class,
      WatchCommand.class,
      TailCommand.class,
      ConsoleCommand.class,
      ScoreCommand.class,
      TransactionsCommand.class
    })
public final class Foreflow implements Runnable {

  @Spec private CommandSpec spec;

  private Foreflow() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Before the first library logs: else it would log to a place of its own.
    RunLog.file();
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    int exitCode = run(out, err, arguments);
    out.flush();
    err.flush();
    if (exitCode == ExitCodes.OK) {
      RunLog.discard();
    }
    OnnxRuntimeFolder.delete();
    // Not a return: a library's thread left behind must not keep the process.
    System.exit(exitCode == ExitCodes.OK ? StopSignal.exitCode().orElse(exitCode) : exitCode);
  }

  /** Runs one command in this process and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    try {
      return commandLine().setOut(out).setErr(err).execute(arguments);
    } catch (OutOfMemoryError e) {
      return Failures.outOfMemory(e, err);
    }
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Foreflow());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpWidth(100);
    commandLine.setHelpFactory(WordHelp::new);
    commandLine.setParameterExceptionHandler(Failures::usage);
    commandLine.setExecutionExceptionHandler(Failures::execution);
    NumberArguments.addTo(commandLine);
    commandLine.registerConverter(Instant.class, TimeArgument::parse);
    commandLine
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (command.getCommand() instanceof TrainCommand
                  || command.getCommand() instanceof TuneCommand) {
                TrainingFlags.addTo(command.getCommandSpec());
              }
            });
    commandLine.registerConverter(WireFormat.class, RegistryOptions::parse);
    leadWithExamples(commandLine);
    return commandLine;
  }

  /** Shows the description before the synopsis, because most people look for an example to copy. */
  private static void leadWithExamples(CommandLine commandLine) {
    commandLine.setHelpSectionKeys(
        List.of(
            UsageMessageSpec.SECTION_KEY_HEADER,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            UsageMessageSpec.SECTION_KEY_FOOTER));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command; --help lists them");
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    // Charts and bars are not in ASCII, whatever the locale of a container says.
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }
}
