package io.foreflow.job.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.broker.BrokerOptions;
import io.foreflow.broker.LocalBroker;
import io.foreflow.job.config.LossPolicy;
import io.foreflow.job.kafka.TestTopics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that end in every way there is, on brokers of either version of the protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckedCommitterITCase {
  private static final String EVENTS = "events";

  private final Map<Short, LocalBroker> brokers = new HashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private int ids;

  @BeforeAll
  void startBrokers() {
    for (short version : new short[] {1, 2}) {
      LocalBroker broker =
          LocalBroker.start(
              BrokerOptions.temporary()
                  .withFeatures(Map.of("transaction.version", version))
                  .withSettings(
                      Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "50")));
      brokers.put(version, broker);
      broker.createTopics(1, List.of("out", EVENTS));
    }
  }

  @AfterAll
  void stopBrokers() {
    brokers.values().forEach(LocalBroker::close);
  }

  @AfterEach
  void closeClients() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    open.clear();
  }

  @ParameterizedTest
  @ValueSource(shorts = {1, 2})
  void commitsWhatIsStillOpen(short version) throws Exception {
    KafkaCommittable prepared = prepare(version, 60_000);
    long seen = committed(version);
    assertThat(commitRestored(version, prepared)).isEqualTo("committed");
    assertThat(committed(version)).isGreaterThan(seen);
  }

  @ParameterizedTest
  @ValueSource(shorts = {1, 2})
  void anEarlierCommitCountsAsCommitted(short version) throws Exception {
    KafkaCommittable prepared = prepare(version, 60_000);
    commitEarlier(version, prepared);
    assertThat(commitRestored(version, prepared)).isEqualTo("already committed");
    assertThat(commitRestored(version, prepared)).isEqualTo("already committed");
  }

  /** What the connector alone calls a data loss: FLINK-40626. */
  @ParameterizedTest
  @ValueSource(shorts = {1, 2})
  void abortsWhatAFailedAttemptHasBegun(short version) throws Exception {
    KafkaCommittable prepared = prepare(version, 60_000);
    commitEarlier(version, prepared);
    FlinkKafkaInternalProducer<byte[], byte[]> next = begin(version, id(prepared), 60_000);
    assertThat(commitByConnector(version, prepared)).startsWith("failed");
    assertThat(state(version, prepared)).isEqualTo(TransactionState.ONGOING);

    assertThat(commitRestored(version, prepared)).isEqualTo("already committed");
    assertThat(state(version, prepared)).isNotEqualTo(TransactionState.ONGOING);
    assertThat(next.getEpoch()).isGreaterThan(prepared.getEpoch());
  }

  /** A task that ends in good order aborts what it had begun. */
  @ParameterizedTest
  @ValueSource(shorts = {1, 2})
  void ignoresAnAbortOfTheNextTransaction(short version) throws Exception {
    KafkaCommittable prepared = prepare(version, 60_000);
    commitEarlier(version, prepared);
    begin(version, id(prepared), 60_000).abortTransaction();
    assertThat(commitRestored(version, prepared)).isEqualTo("already committed");
  }

  @ParameterizedTest
  @ValueSource(shorts = {1, 2})
  void reportsTransactionsAbortedBeforeARestore(short version) throws Exception {
    KafkaCommittable prepared = prepare(version, 200);
    awaitAbort(version, prepared);
    long before = LostTransactions.inThisProcess();
    assertThat(commitRestored(version, prepared)).startsWith("failed: The records of one");
    assertThat(LostTransactions.inThisProcess()).isEqualTo(before + 1);
    assertThat(events(version))
        .anyMatch(
            event ->
                event.contains("\"event\":\"transaction-lost\"") && event.contains(id(prepared)));
  }

  @ParameterizedTest
  @ValueSource(shorts = {1, 2})
  void reportsTransactionsAbortedDuringARun(short version) throws Exception {
    KafkaCommittable prepared = prepare(version, 200);
    awaitAbort(version, prepared);
    long before = LostTransactions.inThisProcess();
    assertThat(commit(version, prepared)).startsWith("failed: ");
    assertThat(LostTransactions.inThisProcess()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(shorts = {1, 2})
  void reportsTransactionsAbortedByAPerson(short version) throws Exception {
    KafkaCommittable prepared = prepare(version, 60_000);
    admin(version)
        .fenceProducers(
            List.of(id(prepared)),
            new FenceProducersOptions().timeoutMs(TransactionIds.ABORTED_BY_HAND_MILLIS))
        .all()
        .get();
    assertThat(commitRestored(version, prepared)).contains("foreflow transactions abort");
  }

  @ParameterizedTest
  @ValueSource(shorts = {1, 2})
  void saysWhereTheBrokerHasForgottenTheId(short version) throws Exception {
    assertThat(commitRestored(version, new KafkaCommittable(7, (short) 3, "forgotten", null)))
        .contains("may be lost");
    assertThat(events(version)).anyMatch(event -> event.contains("transaction-unknown"));
  }

  /** A transaction with one record, as the writer hands it to the committer. */
  private KafkaCommittable prepare(short version, int timeoutMillis) throws Exception {
    FlinkKafkaInternalProducer<byte[], byte[]> producer =
        begin(version, "p-out.pool-0-" + ids++, timeoutMillis);
    KafkaCommittable prepared = KafkaCommittable.of(producer);
    producer.precommitTransaction();
    return prepared;
  }

  private FlinkKafkaInternalProducer<byte[], byte[]> begin(
      short version, String id, int timeoutMillis) {
    Properties settings = settings(version);
    settings.setProperty("transaction.timeout.ms", Integer.toString(timeoutMillis));
    FlinkKafkaInternalProducer<byte[], byte[]> producer =
        new FlinkKafkaInternalProducer<>(settings, id);
    open.add(producer);
    producer.initTransactions();
    producer.beginTransaction();
    var unused = producer.send(new ProducerRecord<>("out", new byte[] {1}));
    producer.flush();
    return producer;
  }

  private Properties settings(short version) {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", broker(version).bootstrapServers());
    settings.setProperty("key.serializer", ByteArraySerializer.class.getName());
    settings.setProperty("value.serializer", ByteArraySerializer.class.getName());
    return settings;
  }

  /** What becomes of a transaction that a checkpoint has restored. */
  private String commitRestored(short version, KafkaCommittable prepared) throws Exception {
    return commit(
        version,
        new KafkaCommittable(prepared.getProducerId(), prepared.getEpoch(), id(prepared), null));
  }

  /** What the connector alone says of such a transaction. */
  private String commitByConnector(short version, KafkaCommittable prepared) throws Exception {
    Answer answer =
        new Answer(
            new KafkaCommittable(
                prepared.getProducerId(), prepared.getEpoch(), id(prepared), null));
    try (KafkaCommitter committer = connector(settings(version))) {
      committer.commit(List.of(answer));
    }
    return answer.text;
  }

  private KafkaCommitter connector(Properties settings) {
    return new KafkaCommitter(
        settings, "p-out-" + ids++, 0, 0, true, FlinkKafkaInternalProducer::new);
  }

  private String commit(short version, KafkaCommittable prepared) throws Exception {
    Properties settings = settings(version);
    TransactionCoordinator coordinator = new TransactionCoordinator(settings);
    LostTransactionReport losses =
        new LostTransactionReport(
            new LostTransactionEvents("p", "p", "out", "out", EVENTS),
            coordinator,
            settings,
            new UnregisteredMetricsGroup());
    Answer answer = new Answer(prepared);
    try (CheckedCommitter committer =
        new CheckedCommitter(
            connector(settings),
            coordinator,
            losses,
            LossPolicy.CONTINUE,
            System::currentTimeMillis)) {
      committer.commit(List.of(answer));
    }
    return answer.text;
  }

  private void awaitAbort(short version, KafkaCommittable prepared) throws Exception {
    await(TransactionState.COMPLETE_ABORT, version, prepared);
  }

  /** The broker answers a commit before it has written its markers. */
  private void commitEarlier(short version, KafkaCommittable prepared) throws Exception {
    producer(prepared).commitTransaction();
    await(TransactionState.COMPLETE_COMMIT, version, prepared);
  }

  private void await(TransactionState end, short version, KafkaCommittable prepared)
      throws Exception {
    while (state(version, prepared) != end) {
      Thread.onSpinWait();
    }
  }

  private TransactionState state(short version, KafkaCommittable prepared) throws Exception {
    Map<String, TransactionDescription> found =
        admin(version).describeTransactions(List.of(id(prepared))).all().get();
    return found.values().iterator().next().state();
  }

  private Admin admin(short version) {
    Admin admin = Admin.create(Map.of("bootstrap.servers", broker(version).bootstrapServers()));
    open.add(admin);
    return admin;
  }

  private List<String> events(short version) {
    return new TestTopics(broker(version))
        .read(EVENTS, 1).stream()
            .map(record -> new String(record.value(), StandardCharsets.UTF_8))
            .toList();
  }

  private long committed(short version) {
    return new TestTopics(broker(version)).committed("out");
  }

  private LocalBroker broker(short version) {
    return Objects.requireNonNull(brokers.get(version));
  }

  private static FlinkKafkaInternalProducer<?, ?> producer(KafkaCommittable prepared) {
    return prepared.getProducer().orElseThrow();
  }

  private static String id(KafkaCommittable prepared) {
    return prepared.getTransactionalId();
  }

  /** One request; what it was told, in words. */
  private static final class Answer implements CommitRequest<KafkaCommittable> {
    private final KafkaCommittable committable;
    private String text = "committed";

    Answer(KafkaCommittable committable) {
      this.committable = committable;
    }

    @Override
    public KafkaCommittable getCommittable() {
      return committable;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable cause) {
      text = "failed: " + cause.getMessage();
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable cause) {
      text = "failed for an unknown reason: " + cause.getMessage();
    }

    @Override
    public void retryLater() {
      text = "to be retried";
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable next) {
      text = "to be retried";
    }

    @Override
    public void signalAlreadyCommitted() {
      text = "already committed";
    }
  }
}
