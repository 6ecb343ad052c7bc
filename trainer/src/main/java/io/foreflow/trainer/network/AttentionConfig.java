package io.foreflow.trainer.network;

import java.util.ArrayList;
import java.util.List;

/**
 * How a network attends to the past.
 *
 * @param heads how many patches it asks for at once; 0 for no attention
 * @param window how many of the last readings it looks at
 * @param patch readings in a patch; a rest of the window that fills none is left out
 */
public record AttentionConfig(int heads, int window, int patch) {

  /** No attention. */
  public static final AttentionConfig NONE = new AttentionConfig(0, 0, 0);

  public AttentionConfig {
    List<String> problems = new ArrayList<>();
    NetworkOptions.ATTENTION.check(problems, heads);
    if (heads > 0) {
      NetworkOptions.ATTENTION_PATCH.check(problems, patch);
      if (window < 2 * patch) {
        problems.add(
            "attention-window is "
                + window
                + ", it must hold 2 patches or more, of attention-patch "
                + patch
                + " each");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** Whether there is any. */
  public boolean isOn() {
    return heads > 0;
  }
}
