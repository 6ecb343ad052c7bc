package io.foreflow.job.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the bytes of a model file, within limits. Whoever may announce a model says where it lies,
 * so nothing here takes a URI, a server or a file at its word: kinds of URI are few, redirects are
 * not followed, and size and time are bounded while reading.
 */
final class ModelBytes {
  private static final int CHUNK = 1 << 16;

  private final LoadLimits limits;
  private final long deadline;

  private ModelBytes(LoadLimits limits) {
    this.limits = limits;
    this.deadline = System.nanoTime() + limits.timeout().toNanos();
  }

  /** All bytes of the file. Asks again if it can't be read, as often as the limits say. */
  static byte[] read(String uri, LoadLimits limits)
      throws RefusedModelException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return new ModelBytes(limits).read(uri);
      } catch (IOException e) {
        if (attempt >= limits.attempts()) {
          throw new RefusedModelException(
              RefusedModelException.UNREADABLE,
              "The model file %s can't be read on this machine (%s, tried %d times); allowed: a place that every TaskManager can read"
                  .formatted(uri, e, attempt),
              e);
        }
        Thread.sleep(limits.pause().toMillis());
      }
    }
  }

  private byte[] read(String text) throws IOException, RefusedModelException, InterruptedException {
    ModelPlace place = ModelPlace.of(text);
    if (place instanceof FilePlace file) {
      return file(file.path());
    }
    if (place instanceof WebPlace web) {
      return download(web.address());
    }
    throw new IllegalStateException("a kind of place that nothing reads: " + place);
  }

  private byte[] file(Path path) throws IOException, RefusedModelException, InterruptedException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("no file " + path);
    }
    long size = Files.size(path);
    checkSize(size);
    try (InputStream in = Files.newInputStream(path)) {
      return all(in, size);
    }
  }

  private byte[] download(URI uri) throws IOException, RefusedModelException, InterruptedException {
    HttpURLConnection http = (HttpURLConnection) uri.toURL().openConnection();
    try {
      // Whoever answers for the announced place must not send us to another.
      http.setInstanceFollowRedirects(false);
      http.setUseCaches(false);
      int timeout = Math.toIntExact(limits.timeout().toMillis());
      http.setConnectTimeout(timeout);
      http.setReadTimeout(timeout);
      http.setRequestProperty("Accept-Encoding", "identity");
      int status = http.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException(
            "status %d%s"
                .formatted(status, status / 100 == 3 ? ", and redirects are not followed" : ""));
      }
      long length = http.getContentLengthLong();
      checkSize(length);
      try (InputStream in = http.getInputStream()) {
        return all(in, length);
      }
    } finally {
      http.disconnect();
    }
  }

  /** Reads to the end; {@code length} is how many bytes there should be, -1 if nobody said. */
  private byte[] all(InputStream in, long length)
      throws IOException, RefusedModelException, InterruptedException {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(length < 0 ? CHUNK : Math.toIntExact(length));
    byte[] chunk = new byte[CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      bytes.write(chunk, 0, read);
      checkSize(bytes.size());
      if (System.nanoTime() > deadline) {
        throw new IOException("not read within " + limits.timeout());
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    if (length >= 0 && bytes.size() != length) {
      throw new IOException("found " + bytes.size() + " bytes where there should be " + length);
    }
    return bytes.toByteArray();
  }

  private void checkSize(long bytes) throws RefusedModelException {
    if (bytes > limits.bytes()) {
      throw new RefusedModelException(
          RefusedModelException.TOO_LARGE,
          "found a file of more bytes than models.download.max-bytes, allowed: at most "
              + limits.bytes());
    }
  }
}
