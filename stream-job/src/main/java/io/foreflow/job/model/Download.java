package io.foreflow.job.model;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Streams a file of a server to disk. The calling thread never waits longer than its patience,
 * whatever the server does, and can be interrupted: the connection belongs to other threads, and is
 * then closed. Size and free disk are checked while bytes arrive.
 */
final class Download {
  private final long largest;
  private final PartFile.FreeDisk disk;

  Download(long largest, PartFile.FreeDisk disk) {
    this.largest = largest;
    this.disk = disk;
  }

  /**
   * Writes the file to {@code target}.
   *
   * @param patience how long all of it may take
   * @return the hash of the file
   */
  String to(Path target, URI uri, Duration patience)
      throws IOException, UnusableModelException, InterruptedException {
    ExecutorService threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread made = new Thread(work, "foreflow-download");
              made.setDaemon(true);
              return made;
            });
    try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
      // Redirects are not followed: an allowed server must not send us to another one.
      HttpClient client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .executor(threads)
              .build();
      HttpRequest request =
          HttpRequest.newBuilder(uri).header("Accept-Encoding", "identity").build();
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(request, head -> receiver(head, file));
      try {
        return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS).body();
      } catch (ExecutionException e) {
        throw failure(e);
      } catch (TimeoutException e) {
        throw new IOException("not read within " + patience.toMillis() + " ms", e);
      } finally {
        // Closes the connection if something is left to read.
        answer.cancel(true);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("no address that can be asked: " + e.getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private BodySubscriber<String> receiver(HttpResponse.ResponseInfo head, FileChannel file) {
    Receiver receiver = new Receiver(file);
    int status = head.statusCode();
    OptionalLong length = head.headers().firstValueAsLong("Content-Length");
    if (status != 200) {
      receiver.stop(
          new IOException(
              "status %d%s"
                  .formatted(status, status / 100 == 3 ? ", and redirects are not followed" : "")));
    } else if (length.isPresent()) {
      receiver.expect(length.getAsLong());
    }
    return receiver;
  }

  private static IOException failure(ExecutionException e) throws UnusableModelException {
    Throwable why = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      why = cause;
      if (cause instanceof UnusableModelException refused) {
        throw new UnusableModelException(refused.reason(), String.valueOf(refused.getMessage()), e);
      }
      if (cause instanceof IOException) {
        break;
      }
    }
    if (why instanceof ConnectException) {
      // The client's exception has no message.
      return new IOException("the host is unknown or takes no connections", e);
    }
    String told = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    return new IOException(told, e);
  }

  /** Receives the bytes as they arrive, and stops the transfer as soon as there is a reason. */
  private final class Receiver implements BodySubscriber<String> {
    private final PartFile file;
    private final CompletableFuture<String> sha256 = new CompletableFuture<>();
    private @Nullable Subscription transfer;

    Receiver(FileChannel file) {
      this.file = new PartFile(file, largest, disk);
    }

    void expect(long length) {
      try {
        file.expect(length);
      } catch (IOException | UnusableModelException e) {
        stop(e);
      }
    }

    void stop(Throwable why) {
      sha256.completeExceptionally(why);
      if (transfer != null) {
        transfer.cancel();
      }
    }

    @Override
    public CompletionStage<String> getBody() {
      return sha256;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      transfer = subscription;
      if (sha256.isDone()) {
        subscription.cancel();
      } else {
        subscription.request(1);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> chunks) {
      try {
        for (ByteBuffer chunk : chunks) {
          file.take(chunk);
        }
        if (transfer != null) {
          transfer.request(1);
        }
      } catch (IOException | UnusableModelException e) {
        stop(e);
      }
    }

    @Override
    public void onError(Throwable why) {
      sha256.completeExceptionally(why);
    }

    @Override
    public void onComplete() {
      sha256.complete(file.sha256());
    }
  }
}
