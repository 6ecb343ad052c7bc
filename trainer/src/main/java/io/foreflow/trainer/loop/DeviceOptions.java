package io.foreflow.trainer.loop;

import io.foreflow.trainer.option.OptionGroup;
import io.foreflow.trainer.option.OptionType;
import io.foreflow.trainer.option.Rule;
import io.foreflow.trainer.option.Settings;
import io.foreflow.trainer.option.TrainingOption;
import java.util.List;
import java.util.regex.Pattern;

/** The options of {@link DeviceConfig}. */
public final class DeviceOptions {

  private static final Pattern DEVICES = Pattern.compile("auto|cpu|cuda(:\\d{1,3})?");

  public static final TrainingOption<String> DEVICE =
      TrainingOption.of(
          "device",
          OptionType.TEXT,
          new Rule<>("auto, cpu, cuda or cuda:n", device -> DEVICES.matcher(device).matches()),
          "auto",
          "What to train on: auto takes a GPU if the engine sees one. With cuda:n, the first worker"
              + " takes GPU n.");

  public static final TrainingOption<Integer> WORKERS =
      TrainingOption.of(
          "workers",
          OptionType.INTEGER,
          Rule.atLeast(1),
          1,
          "Workers that share each batch, each on a GPU or a CPU thread of its own. Their number"
              + " changes roundings, so it is part of what decides the bytes.");

  /** All of them. */
  public static final OptionGroup GROUP =
      new OptionGroup("What it runs on", List.of(DEVICE, WORKERS));

  private DeviceOptions() {}

  /** The configuration that the settings give. */
  public static DeviceConfig build(Settings settings) {
    return new DeviceConfig(settings.get(DEVICE), settings.get(WORKERS));
  }

  /** The values of a configuration. */
  public static void put(DeviceConfig config, Settings into) {
    into.put(DEVICE, config.device()).put(WORKERS, config.workers());
  }
}
