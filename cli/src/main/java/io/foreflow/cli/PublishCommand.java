package io.foreflow.cli;

import io.foreflow.cli.process.CommandFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foreflow publish}. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Announces a model to running jobs, which then use it in the place of the one before.",
    description = {
      "Examples:",
      "  foreflow publish model.onnx",
      "  foreflow publish model.onnx --uri https://files.example/models/model.onnx",
      "  foreflow publish older.onnx --bootstrap-servers broker:9092 --topic models --json",
      "",
      "Checks the file as the job does, hashes it, and writes where it lies and what it hashes to, to",
      "the topic that jobs read as topics.models. Every job whose series are stepped by a model of",
      "this name loads the file from --uri and swaps; what comes of it is on topics.events. To go",
      "back, publish the older file.",
      ""
    })
final class PublishCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "The model file.")
  private Path file;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "Kafka brokers to ask first, apart by commas. Default: ${DEFAULT-VALUE}.")
  private String bootstrapServers;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "models",
      description = "The topic with announcements; made, compacted, if missing. Default: models.")
  private String topic;

  @Option(
      names = "--uri",
      paramLabel = "URI",
      description =
          "Where the job's machines find the same file: file:, http: or https:. Default: the file"
              + " where it is now.")
  private Optional<String> uri;

  @Option(names = "--json", description = Announcer.JSON_HELP)
  private boolean json;

  @Override
  public Integer call() {
    Checks.readable(
        "publish", file, "Train one with: foreflow train --data history.csv --out model.onnx");
    URI place = uri.map(PublishCommand::checked).orElseGet(() -> file.toAbsolutePath().toUri());
    return new PublishRun(new Announcer(spec.commandLine(), json))
        .run(file, place, bootstrapServers, topic);
  }

  private static URI checked(String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme());
      boolean http = scheme.equals("http") || scheme.equals("https");
      if (scheme.equals("file") ? uri.getPath() != null : http && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw CommandFailure.usage(
          "--uri must be a URI, found '%s' (%s)".formatted(text, e.getReason()));
    }
    throw CommandFailure.usage(
        "--uri must begin with file:, http:// or https://, found '%s'".formatted(text));
  }
}
