package io.foreflow.job.start;

import io.foreflow.job.config.PipelineConfig;
import io.foreflow.options.InvalidConfigurationException;
import io.foreflow.options.Problem;
import io.foreflow.options.Secrets;
import io.foreflow.options.SettingSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The job's command line. */
public final class Arguments {
  /** How the job is started. */
  public static final String USAGE =
      """
      Usage: flink run -d foreflow-stream-job.jar --config pipeline.yaml [-Dkey=value ...]

        --config FILE   the pipeline's options, as YAML
        -Dkey=value     one option; overrides the file and the environment

      FOREFLOW_WAVE_SIZE=64 in the environment is wave.size: 64; it overrides the file.
      Every option: docs/reference/job-options.md.
      """;

  private final Map<String, String> overrides = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private @Nullable Path file;

  private Arguments() {}

  /** The configuration that the environment and the arguments describe. */
  public static PipelineConfig parse(Map<String, String> environment, String... args)
      throws InvalidConfigurationException {
    Arguments arguments = new Arguments();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--config") && i + 1 < args.length) {
        arguments.file = Path.of(args[++i]);
      } else if (args[i].startsWith("--config=")) {
        arguments.file = Path.of(args[i].substring("--config=".length()));
      } else {
        arguments.add(args[i]);
      }
    }
    SettingSources sources = PipelineConfig.sources().problems(arguments.problems);
    if (arguments.file != null) {
      sources.file(arguments.file);
    }
    return PipelineConfig.of(sources.environment(environment).commandLine(arguments.overrides));
  }

  private void add(String argument) {
    int equals = argument.indexOf('=');
    if (argument.startsWith("-D") && equals > 2) {
      overrides.put(argument.substring(2, equals), argument.substring(equals + 1));
    } else {
      problems.add(
          new Problem(
              Secrets.shown(argument),
              "is no argument of the job; use --config FILE and -Dkey=value"));
    }
  }
}
