package io.foreflow.trainer.loop;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.ArrayList;
import java.util.List;

/**
 * What a training runs on.
 *
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:n}
 * @param workers that share each batch, each with a copy of the weights; on GPUs each has one of
 *     its own
 */
public record DeviceConfig(String device, int workers) {

  /** One worker, on a GPU if there is one. */
  public static final DeviceConfig USUAL = new DeviceConfig("auto", 1);

  public DeviceConfig {
    List<String> problems = new ArrayList<>();
    DeviceOptions.DEVICE.check(problems, device);
    DeviceOptions.WORKERS.check(problems, workers);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
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
}
