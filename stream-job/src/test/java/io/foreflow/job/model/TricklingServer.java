package io.foreflow.job.model;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A server whose header never ends: a byte comes now and then. */
public final class TricklingServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch never = new CountDownLatch(1);
  private final Semaphore opened = new Semaphore(0);
  private final Semaphore closed = new Semaphore(0);

  /** On a free port. */
  public TricklingServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::serve);
  }

  private void serve() {
    try {
      while (true) {
        Socket client = socket.accept();
        opened.release();
        threads.execute(() -> trickle(client));
      }
    } catch (IOException e) {
      // The test is over.
      never.countDown();
    }
  }

  private void trickle(Socket client) {
    try (client) {
      OutputStream out = client.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
      while (!never.await(20, TimeUnit.MILLISECONDS)) {
        out.write('a');
        out.flush();
      }
    } catch (IOException e) {
      closed.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A URI of this server. */
  public String uri() {
    return "http://localhost:" + socket.getLocalPort() + "/m.onnx";
  }

  /** Waits for a client. */
  public boolean isAsked() throws InterruptedException {
    return opened.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits for a client to close its connection. */
  public boolean isLeft() throws InterruptedException {
    return closed.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    socket.close();
  }
}
