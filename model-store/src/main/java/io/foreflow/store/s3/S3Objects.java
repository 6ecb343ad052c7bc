package io.foreflow.store.s3;

import io.foreflow.store.objects.ObjectStore;
import io.foreflow.store.objects.StoredObject;
import io.foreflow.store.objects.TaggedObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects of a bucket. A write says what it expects ({@code If-Match}, {@code If-None-Match}),
 * and the server refuses it if that is not what is there. So the server decides between two
 * writers.
 */
final class S3Objects implements ObjectStore {
  private static final int NOT_FOUND = 404;

  /** Another conditional write of the same object is going on. */
  private static final int BUSY = 409;

  private static final int PRECONDITION_FAILED = 412;
  private static final int MOST_ATTEMPTS = 20;

  private final S3Client client;
  private final String bucket;
  private final String folder;

  /** The objects whose keys begin with a folder, which is empty for the whole bucket. */
  S3Objects(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.folder = prefix.isEmpty() ? "" : prefix + "/";
  }

  private interface Request<T> {
    T send() throws IOException;
  }

  /** Sends a request about an object. Empty if there is no such object. */
  private <T> Optional<T> find(String key, Request<T> request) throws IOException {
    try {
      return Optional.of(request.send());
    } catch (NoSuchBucketException e) {
      throw failure(key, e);
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw failure(key, e);
    } catch (SdkException e) {
      throw failure(key, e);
    }
  }

  private IOException failure(String key, SdkException e) {
    if (e instanceof NoSuchBucketException) {
      return new FileNotFoundException("there is no bucket " + bucket);
    }
    if (e instanceof S3Exception answer) {
      return new IOException(
          "%s: the server answered with status %d (%s)"
              .formatted(place(key), answer.statusCode(), code(answer)),
          e);
    }
    String message = String.valueOf(e.getMessage());
    if (e instanceof SdkClientException && message.contains("credentials")) {
      return new IOException(
          place(key)
              + ": found no credentials, allowed: those of AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, of a profile in ~/.aws, or of the machine's role",
          e);
    }
    return new IOException(place(key) + ": " + message, e);
  }

  private static String code(S3Exception answer) {
    return answer.awsErrorDetails() == null ? "no code" : answer.awsErrorDetails().errorCode();
  }

  @Override
  public Optional<TaggedObject> read(String key) throws IOException {
    Optional<ResponseBytes<GetObjectResponse>> found =
        find(key, () -> client.getObjectAsBytes(get -> get.bucket(bucket).key(folder + key)));
    return found.map(
        object -> new TaggedObject(object.asByteArrayUnsafe(), object.response().eTag()));
  }

  @Override
  public InputStream open(String key) throws IOException {
    Optional<InputStream> found =
        find(key, () -> client.getObject(get -> get.bucket(bucket).key(folder + key)));
    return found.orElseThrow(() -> new NoSuchFileException(place(key)));
  }

  @Override
  public OptionalLong size(String key) throws IOException {
    Optional<Long> found =
        find(
            key,
            () -> client.headObject(head -> head.bucket(bucket).key(folder + key)).contentLength());
    return found.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  @Override
  public boolean create(String key, byte[] content) throws IOException {
    return write(request(key).ifNoneMatch("*").build(), key, content);
  }

  @Override
  public boolean replace(String key, byte[] content, String tag) throws IOException {
    return write(request(key).ifMatch(tag).build(), key, content);
  }

  private PutObjectRequest.Builder request(String key) {
    return PutObjectRequest.builder().bucket(bucket).key(folder + key);
  }

  private boolean write(PutObjectRequest request, String key, byte[] content) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        client.putObject(request, RequestBody.fromBytes(content));
        return true;
      } catch (NoSuchBucketException e) {
        throw failure(key, e);
      } catch (S3Exception e) {
        if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == NOT_FOUND) {
          return false;
        }
        if (e.statusCode() != BUSY || attempt == MOST_ATTEMPTS) {
          throw failure(key, e);
        }
      } catch (SdkException e) {
        throw failure(key, e);
      }
    }
  }

  @Override
  public void delete(String key) throws IOException {
    Optional<?> unused =
        find(key, () -> client.deleteObject(delete -> delete.bucket(bucket).key(folder + key)));
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    List<StoredObject> found = new ArrayList<>();
    Optional<?> unused =
        find(
            prefix,
            () -> {
              for (S3Object object :
                  client
                      .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(folder + prefix))
                      .contents()) {
                found.add(
                    new StoredObject(
                        object.key().substring(folder.length()),
                        object.size(),
                        object.lastModified()));
              }
              return found;
            });
    found.sort(Comparator.comparing(StoredObject::key));
    return found;
  }

  /** Nothing is left behind: a server forgets a write that did not end. */
  @Override
  public int clean(Instant now) {
    return 0;
  }

  @Override
  public String place(String key) {
    return "s3://" + bucket + "/" + folder + key;
  }

  @Override
  public void close() {
    client.close();
  }
}
