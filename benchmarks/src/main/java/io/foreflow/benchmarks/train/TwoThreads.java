package io.foreflow.benchmarks.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The trainer's loop in a separate process whose engine has two threads, because an engine's number
 * of threads is set when it starts. The process measures each time it reads a number of nanoseconds
 * from its input.
 */
final class TwoThreads implements AutoCloseable {

  private final Process process;
  private final Writer questions;
  private final BufferedReader answers;

  TwoThreads(TrainTask task) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=2",
            TwoThreads.class.getName(),
            task.cell(),
            "" + task.hidden(),
            "" + task.batch());
    // Passed in the environment, because ONNX Runtime cannot handle a very long command line.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IllegalStateException("cannot start a process to measure in", e);
    }
    questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  double stepsPerSecond(Duration span) {
    try {
      questions.write(span.toNanos() + "\n");
      questions.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the process with two threads ended before it answered");
      }
      return Double.parseDouble(answer);
    } catch (IOException e) {
      throw new IllegalStateException("the process with two threads does not answer", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }

  public static void main(String[] task) throws IOException {
    TrainerLoop loop =
        new TrainerLoop(
            new TrainTask(task[0], Integer.parseInt(task[1]), Integer.parseInt(task[2])), 1);
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String nanos = questions.readLine();
    while (nanos != null) {
      System.out.println(loop.stepsPerSecond(Duration.ofNanos(Long.parseLong(nanos))));
      nanos = questions.readLine();
    }
  }
}
