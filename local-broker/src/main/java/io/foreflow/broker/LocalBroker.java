package io.foreflow.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node, broker and controller at once, that listens only on the loopback address.
 *
 * <p>It is the same server that a Kafka image runs, with a folder of its own. {@link #close} waits
 * until the server is down. It deletes the data, unless the options name a folder to keep it in. A
 * folder with an earlier broker's data is reused with its topics.
 */
public final class LocalBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);
  private static final int NODE = 1;
  private static final int ATTEMPTS = 5;
  private static final Duration SERVING = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final KafkaRaftServer server;
  private final BrokerFolder folder;
  private final int port;

  private LocalBroker(KafkaRaftServer server, BrokerFolder folder, int port) {
    this.server = server;
    this.folder = folder;
    this.port = port;
  }

  /** Starts a broker on a free port, with its data in a temporary folder. */
  public static LocalBroker start() {
    return start(BrokerOptions.temporary());
  }

  /**
   * Starts a broker and returns once it serves clients.
   *
   * @throws IllegalStateException if no broker came up; the message says on which port
   */
  public static LocalBroker start(BrokerOptions options) {
    RuntimeException last = null;
    // Another process can take a free port before the broker binds it, so try again with another
    // one.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = options.port() == 0 ? FreePorts.next() : options.port();
      try {
        return startOn(port, options);
      } catch (RuntimeException e) {
        last = e;
        if (options.port() != 0) {
          break;
        }
        LOG.info("No broker on port {}, trying another", port, e);
      }
    }
    throw new IllegalStateException(
        options.port() == 0
            ? "no Kafka broker came up on any of " + ATTEMPTS + " free ports"
            : "no Kafka broker came up on port "
                + options.port()
                + ": is it taken? Choose another, or 0 for a free one",
        last);
  }

  private static LocalBroker startOn(int port, BrokerOptions options) {
    BrokerFolder folder = BrokerFolder.of(options);
    try {
      Properties properties = properties(folder.path(), port, FreePorts.next(), options.settings());
      format(folder.path(), properties, options.features());
      KafkaRaftServer server =
          new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      try {
        server.startup();
      } catch (RuntimeException e) {
        server.shutdown();
        throw e;
      }
      return new LocalBroker(server, folder, port);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static Properties properties(
      Path folder, int port, int controllerPort, Map<String, String> settings) {
    Properties properties = new Properties();
    properties.put("node.id", Integer.toString(NODE));
    properties.put("process.roles", "broker,controller");
    properties.put("log.dirs", folder.toString());
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    // There is one node: nothing can be replicated, and no group has to wait for further members.
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      properties.put(topic + ".replication.factor", "1");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // Without this, a mistyped name would create a topic and readings would be lost without an
    // error.
    properties.put("auto.create.topics.enable", "false");
    properties.putAll(settings);
    return properties;
  }

  private static void format(Path folder, Properties properties, Map<String, Short> features) {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return; // An earlier broker's data has a cluster id already.
    }
    try (PrintStream quiet =
        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      Formatter formatter =
          new Formatter()
              .setPrintStream(quiet)
              .setNodeId(NODE)
              .setClusterId(Uuid.randomUuid().toString())
              .setDirectories(List.of(folder.toString()))
              .setMetadataLogDirectory(folder.toString())
              .setControllerListenerName(properties.getProperty("controller.listener.names"))
              .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
              .setReleaseVersion(MetadataVersion.latestProduction())
              .setUnstableFeatureVersionsEnabled(false)
              .setIgnoreFormatted(true);
      features.forEach(formatter::setFeatureLevel);
      formatter.run();
    } catch (Exception e) {
      throw new IllegalStateException("cannot prepare " + folder + " for a Kafka broker", e);
    }
  }

  /** The value of {@code bootstrap.servers} for clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The folder with the topics' data. */
  public Path folder() {
    return folder.path();
  }

  /** Creates topics with this many partitions. Topics that exist are left unchanged. */
  public void createTopics(int partitions, Collection<String> names) {
    try (Admin admin =
        Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing =
          names.stream()
              .filter(name -> !existing.contains(name))
              .map(name -> new NewTopic(name, partitions, (short) 1))
              .toList();
      admin.createTopics(missing).all().get();
      awaitLeaders(admin, missing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics " + names, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot create topics " + names, e.getCause());
    }
  }

  /**
   * Waits until the broker serves the partitions. Before that it may refuse the first batch of a
   * producer and take the second. The retries of the first one would then be out of order for ever.
   */
  private static void awaitLeaders(Admin admin, List<NewTopic> topics)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> partitions =
        topics.stream()
            .flatMap(
                topic ->
                    IntStream.range(0, topic.numPartitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    long deadline = System.nanoTime() + SERVING.toNanos();
    while (!serves(admin, partitions, deadline)) {
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** Whether the broker serves the partitions. A busy one does not know of new topics at once. */
  private static boolean serves(
      Admin admin, Map<TopicPartition, OffsetSpec> partitions, long deadline)
      throws InterruptedException, ExecutionException {
    try {
      admin.listOffsets(partitions).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException
          && System.nanoTime() < deadline) {
        return false;
      }
      throw e;
    }
  }

  /** Stops the broker and, if its folder was a temporary one, deletes it. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    folder.close();
  }

  /** The folder of a broker's data. It is deleted on close if it is temporary. */
  private record BrokerFolder(Path path, boolean temporary) implements AutoCloseable {

    static BrokerFolder of(BrokerOptions options) {
      try {
        Path kept = options.folder().orElse(null);
        return kept == null
            ? new BrokerFolder(Files.createTempDirectory("foreflow-broker-"), true)
            : new BrokerFolder(Files.createDirectories(kept), false);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot create a folder for the broker's data", e);
      }
    }

    @Override
    public void close() {
      if (temporary) {
        Folders.delete(path);
      }
    }
  }
}
