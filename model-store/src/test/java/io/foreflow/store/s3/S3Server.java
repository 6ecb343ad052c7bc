package io.foreflow.store.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that speaks S3, as a process of its own, with one bucket. Programs find it by the same
 * settings as any other server.
 */
public final class S3Server implements AutoCloseable {
  /** The name of the bucket. */
  public static final String BUCKET = "models";

  private static final Path PROGRAM = Path.of("target", "s3-server", "s3mock.jar");
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Pattern LISTENING =
      Pattern.compile("Tomcat started on ports (\\d+) \\(http\\)");

  private final Process process;
  private final String endpoint;

  private S3Server(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts a server on a free port, and returns when it answers. Its files go to a folder. */
  public static S3Server start(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("s3-server.log");
    String options = "--com.adobe.testing.s3mock.";
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.io.tmpdir=" + folder,
                    "-jar",
                    PROGRAM.toString(),
                    // Other servers check the condition of a write and write at once. This one does
                    // it in two steps, so it gets one thread. Only its first port has this option.
                    "--server.tomcat.threads.max=1",
                    "--server.tomcat.threads.min-spare=1",
                    "--server.ssl.enabled=false",
                    "--server.port=0",
                    options + "httpPort=0",
                    options + "store.initialBuckets=" + BUCKET))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      String text = Files.readString(log);
      Matcher listening = LISTENING.matcher(text);
      if (listening.find() && text.contains("Started S3MockApplication")) {
        return new S3Server(process, "http://127.0.0.1:" + listening.group(1));
      }
      Thread.sleep(50);
    }
    process.destroyForcibly();
    throw new AssertionError("No server came up: " + Files.readString(log));
  }

  public String endpoint() {
    return endpoint;
  }

  /** The settings with which a process of its own finds the server. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3",
        endpoint,
        "AWS_ACCESS_KEY_ID",
        "key",
        "AWS_SECRET_ACCESS_KEY",
        "secret");
  }

  /** Lets this process find the server. */
  public void use() {
    System.setProperty("aws.endpointUrlS3", endpoint);
    System.setProperty("aws.accessKeyId", "key");
    System.setProperty("aws.secretAccessKey", "secret");
  }

  @Override
  public void close() throws InterruptedException {
    for (String property : List.of("aws.endpointUrlS3", "aws.accessKeyId", "aws.secretAccessKey")) {
      System.clearProperty(property);
    }
    process.destroyForcibly();
    process.waitFor();
  }
}
