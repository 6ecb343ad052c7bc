package io.foreflow.trainer.loop;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.foreflow.options.Option;
import io.foreflow.options.OptionGroup;
import io.foreflow.options.Problems;
import io.foreflow.options.Rule;
import io.foreflow.options.Settings;
import io.foreflow.options.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The devices that a training runs on.
 *
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:n}
 * @param workers number of workers that share each batch, each with a copy of the weights; on GPUs,
 *     each worker has a GPU of its own
 */
public record DeviceConfig(String device, int workers) {

  private static final Pattern DEVICES = Pattern.compile("auto|cpu|cuda(:\\d{1,3})?");

  public static final OptionGroup GROUP = new OptionGroup("What it runs on");

  public static final Option<String> DEVICE =
      Option.of(
              GROUP,
              "device",
              ValueType.TEXT,
              new Rule<>("auto, cpu, cuda or cuda:n", device -> DEVICES.matcher(device).matches()),
              "auto")
          .help(
              "Device to train on. auto takes a GPU if the engine sees one. With "
                  + "cuda:n, the first worker takes GPU n.");

  public static final Option<Integer> WORKERS =
      Option.of(GROUP, "workers", ValueType.INTEGER, Rule.atLeast(1), "1")
          .help(
              "Number of workers that share each batch, each on its own GPU or CPU "
                  + "thread. Another number gives other roundings, so another model file.");

  /** One worker, on a GPU if there is one. */
  public static final DeviceConfig DEFAULT = new DeviceConfig("auto", 1);

  public DeviceConfig {
    Problems problems = new Problems();
    problems.check(DEVICE, device);
    problems.check(WORKERS, workers);
    problems.throwIfAny();
  }

  /**
   * The device of each worker.
   *
   * @throws IllegalArgumentException if there are not as many GPUs as asked for
   */
  public List<Device> resolve(Engine engine) {
    return resolve(engine.getGpuCount());
  }

  List<Device> resolve(int gpus) {
    boolean onCpu = device.equals("cpu") || (device.equals("auto") && gpus == 0);
    int first = device.startsWith("cuda:") ? Integer.parseInt(device.substring(5)) : 0;
    if (!onCpu && first + workers > gpus) {
      throw new IllegalArgumentException(
          "device is "
              + device
              + " with "
              + workers
              + (workers == 1 ? " worker" : " workers")
              + ", but the engine sees "
              + (gpus == 0 ? "no GPU" : "the GPUs 0 to " + (gpus - 1) + " only")
              + ": take device cpu, fewer workers, or a build with -Pgpu on a machine with CUDA");
    }
    List<Device> devices = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      devices.add(onCpu ? Device.cpu() : Device.gpu(first + i));
    }
    return devices;
  }

  /** Makes the configuration from settings. */
  public static DeviceConfig from(Settings settings) {
    return new DeviceConfig(settings.get(DEVICE), settings.get(WORKERS));
  }

  /** Writes the values of the options. */
  public void put(Settings into) {
    into.put(DEVICE, device).put(WORKERS, workers);
  }
}
