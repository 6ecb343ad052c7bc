package io.foreflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foreflow.store.objects.BucketClient;
import io.foreflow.store.objects.ObjectStore;
import io.foreflow.store.s3.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store in a bucket of a real server. */
class S3StoreITCase extends StoreContract {
  private static final AtomicInteger PLACES = new AtomicInteger();

  @TempDir static Path folder = Path.of("");

  private static @Nullable S3Server server;

  @BeforeAll
  static void startServer() throws Exception {
    server = S3Server.start(folder);
    server.use();
  }

  @AfterAll
  static void stopServer() throws Exception {
    Objects.requireNonNull(server).close();
  }

  @Override
  StoreLocation emptyPlace() {
    return new StoreLocation.Bucket(S3Server.BUCKET, "team/store-" + PLACES.incrementAndGet());
  }

  @Override
  int rounds() {
    return 3;
  }

  @Override
  ObjectStore objects(StoreLocation location) throws IOException {
    StoreLocation.Bucket bucket = (StoreLocation.Bucket) location;
    return BucketClient.find().open(bucket.bucket(), bucket.prefix());
  }

  @Test
  void aMissingBucketIsNamed() throws IOException {
    try (ModelStore store = ModelStore.at(StoreLocation.parse("s3://no-such-bucket/store"))) {
      assertThatThrownBy(store::make)
          .isInstanceOf(IOException.class)
          .hasMessage("there is no bucket no-such-bucket");
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    String endpoint = Objects.requireNonNull(server).endpoint();
    System.setProperty("aws.endpointUrlS3", "http://127.0.0.1:1");
    try (ModelStore store = ModelStore.at(StoreLocation.parse("s3://models/store"))) {
      assertThatThrownBy(store::names)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("s3://models/store/store.json: ")
          .hasMessageNotContaining("secret");
    } finally {
      System.setProperty("aws.endpointUrlS3", endpoint);
    }
  }

  @Test
  void listsMoreObjectsThanOneAnswerHolds() throws IOException {
    ObjectStore objects = objects(emptyPlace());
    int many = 1005;
    for (int i = 0; i < many; i++) {
      objects.create("models/%04d".formatted(i), new byte[0]);
    }

    assertThat(objects.list("models/")).hasSize(many);
  }
}
