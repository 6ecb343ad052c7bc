package io.foreflow.job.docs;

import io.foreflow.job.config.JobOptions;
import io.foreflow.job.config.NamedOption;
import io.foreflow.job.config.Option;
import io.foreflow.job.config.OptionGroup;

/** docs/reference/job-options.md, from the options. */
final class OptionsPage {
  private OptionsPage() {}

  static String make() {
    StringBuilder page =
        new StringBuilder(
            """
            # Job options

            What a pipeline can be told, in a YAML file, by environment variables (`FOREFLOW_WAVE_SIZE=64`), which win over
            the file, and by `-Dkey=value`, which wins over both. Keys may be nested or written with dots:
            `wave: {size: 64}` is `wave.size: 64`. A list may be a YAML list or have commas.
            [Configuration](../operations/configuration.md) has the rules, secrets and examples. Only the brokers and the
            model have no default:

            ```yaml
            kafka.bootstrap.servers: broker:9092
            model.uri: /models/sensors.onnx
            ```

            A key that is not listed here, a value against its rule, or options that contradict each other stop the job
            before it starts: every problem is named, with its place, and the exit code is 2. So do topics that are not there;
            brokers or a schema registry that do not answer stop it with exit code 1.

            """);
    for (OptionGroup group : JobOptions.GROUPS) {
      page.append("## ").append(group.title()).append("\n\n");
      group.options().forEach(option -> describe(option, page));
      group.named().forEach(option -> describe(option, page));
    }
    page.append(
        """
        ## Kafka's own: `kafka.*`

        Goes to Kafka's clients without `kafka.`, for instance `kafka.security.protocol`, `kafka.sasl.jaas.config`,
        `kafka.compression.type` or `kafka.isolation.level`. A setting that only consumers know goes to the source, one
        that only producers know to the sinks, any other to both. What the job itself sets (group, offsets,
        transactions, serializers) is refused, with the option to use in its place. Where nothing else is said,
        `kafka.batch.size` is 131072 (Kafka's 16384 hold 40 forecasts) and the sinks' `kafka.linger.ms` half of `wave.linger`,
        1 to 5 ms.

        A value that Kafka's clients would refuse stops the job before it starts, like any other. Values of keys that
        name a password, a secret, a token, a key or `sasl.jaas.config` are never printed.

        ## Flink's own: `flink.*`

        Goes to Flink without `flink.`, for instance `flink.state.backend.type: rocksdb`,
        `flink.execution.checkpointing.dir` or `flink.restart-strategy.type`. The job itself sets
        `pipeline.generic-types: false` (no record may fall to Kryo) and `pipeline.object-reuse: true`, and, unless
        told otherwise, `execution.checkpointing.write-buffer-size: 1048576` (Flink's 4096 hold four states),
        `execution.checkpointing.num-retained: 3` and `execution.checkpointing.externalized-checkpoint-retention: DELETE_ON_CANCELLATION`
        (a newest checkpoint that is damaged has others before it; a cluster has its own `num-retained`) and, for states in
        RocksDB, `state.backend.rocksdb.use-bloom-filter: true` and `state.backend.rocksdb.compression.per.level: NO_COMPRESSION`
        (Snappy makes files of floats smaller by 1 %).
        """);
    return page.toString();
  }

  private static void describe(Option<?> option, StringBuilder page) {
    page.append("### `").append(option.key()).append("`\n\n");
    page.append(option.description()).append("\n\n");
    page.append("- Allowed: ").append(option.type().rule()).append('\n');
    page.append("- ").append(given(option)).append("\n\n");
  }

  private static void describe(NamedOption<?> option, StringBuilder page) {
    page.append("### `").append(option.key()).append("`\n\n");
    page.append(option.description()).append("\n\n");
    page.append("- Allowed: ").append(option.type().rule()).append('\n');
    page.append("- May be given many times, each with its own `NAME`\n\n");
  }

  private static String given(Option<?> option) {
    if (option.required()) {
      return "Must be given";
    }
    return option.defaultText() == null
        ? "Need not be given"
        : "Default: `" + option.defaultText() + "`";
  }
}
