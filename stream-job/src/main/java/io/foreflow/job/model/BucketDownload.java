package io.foreflow.job.model;

import io.foreflow.store.StoreReference;
import io.foreflow.store.VersionFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Streams a version in a bucket to disk, in a thread of its own. The calling thread never waits
 * longer than its patience, and can be interrupted. Then the other thread finds the file closed and
 * ends.
 */
final class BucketDownload {
  private static final int CHUNK = 1 << 16;

  private final long largest;
  private final PartFile.FreeDisk disk;

  BucketDownload(long largest, PartFile.FreeDisk disk) {
    this.largest = largest;
    this.disk = disk;
  }

  /**
   * Writes the file to {@code target}.
   *
   * @param patience how long all of it may take
   * @return the hash of the file
   */
  String to(Path target, StoreReference version, Duration patience)
      throws IOException, UnusableModelException, InterruptedException {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, "foreflow-bucket-download");
              made.setDaemon(true);
              return made;
            });
    try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
      PartFile part = new PartFile(file, largest, disk);
      Future<String> transfer = thread.submit(() -> transfer(version, part));
      try {
        return transfer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        throw new IOException("not read within " + patience.toMillis() + " ms", e);
      } catch (ExecutionException e) {
        throw failure(e);
      } finally {
        transfer.cancel(true);
      }
    } finally {
      thread.shutdownNow();
    }
  }

  private static String transfer(StoreReference version, PartFile part)
      throws IOException, UnusableModelException {
    try (VersionFile.Opened opened = VersionFile.open(version)) {
      part.expect(opened.bytes());
      byte[] chunk = new byte[CHUNK];
      for (int read = opened.content().read(chunk);
          read >= 0;
          read = opened.content().read(chunk)) {
        part.take(ByteBuffer.wrap(chunk, 0, read));
      }
      if (part.bytes() != opened.bytes()) {
        throw new IOException(
            "the transfer ended after %d of %d bytes".formatted(part.bytes(), opened.bytes()));
      }
      return part.sha256();
    }
  }

  private static IOException failure(ExecutionException e) throws UnusableModelException {
    if (e.getCause() instanceof UnusableModelException refused) {
      throw new UnusableModelException(refused.reason(), String.valueOf(refused.getMessage()), e);
    }
    if (e.getCause() instanceof IOException known) {
      return known;
    }
    return new IOException(String.valueOf(e.getCause()), e);
  }
}
