package io.foreflow.job.docs;

import io.foreflow.job.config.JobOptions;
import io.foreflow.options.OptionsPage;

/** docs/reference/job-options.md, made from the options. */
final class JobOptionsPage {
  private JobOptionsPage() {}

  static String make() {
    StringBuilder page =
        new StringBuilder(
            """
            # Job options

            What a pipeline can be told, in a YAML file, by environment variables (`FOREFLOW_WAVE_SIZE=64`), which win over
            the file, and by `-Dkey=value`, which overrides both. Keys may be nested or written with dots:
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
    page.append(OptionsPage.sections(JobOptions.ALL.groups()));
    page.append(
        """
        ## Kafka's own: `kafka.*`

        Goes to Kafka's clients without `kafka.`, for instance `kafka.security.protocol`, `kafka.sasl.jaas.config`,
        `kafka.compression.type` or `kafka.isolation.level`. A setting that only consumers know goes to the source, one
        that only producers know to the sinks, any other to both. What the job itself sets (group, offsets,
        transactions, serializers) is refused, with the option to use in its place. By default,
        `kafka.batch.size` is 131072 (Kafka's 16384 hold 40 forecasts) and the sinks' `kafka.linger.ms` half of `wave.linger`,
        1 to 5 ms.

        A value that Kafka's clients would refuse stops the job before it starts, like any other. Values of keys that
        name a password, a secret, a token, a key or `sasl.jaas.config` are never printed.

        ## Flink's own: `flink.*`

        Goes to Flink without `flink.`, for instance `flink.state.backend.type: rocksdb`,
        `flink.execution.checkpointing.dir` or `flink.restart-strategy.type`. The job itself sets
        `pipeline.generic-types: false` (no record may fall to Kryo) and `pipeline.object-reuse: true`, and, by
        default, `execution.checkpointing.write-buffer-size: 1048576` (Flink's 4096 hold four states),
        `execution.checkpointing.num-retained: 3` and
        `execution.checkpointing.externalized-checkpoint-retention: DELETE_ON_CANCELLATION`
        (a newest checkpoint that is damaged has others before it; a cluster has its own `num-retained`) and, for states in
        RocksDB, `state.backend.rocksdb.use-bloom-filter: true` and
        `state.backend.rocksdb.compression.per.level: NO_COMPRESSION` (Snappy makes files of floats smaller by 1 %).
        """);
    return page.toString();
  }
}
