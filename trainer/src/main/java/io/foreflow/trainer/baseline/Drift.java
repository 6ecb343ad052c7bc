package io.foreflow.trainer.baseline;

/** The last reading, going on along the line from the first one to it. */
record Drift() implements Baseline {

  @Override
  public String name() {
    return "drift";
  }

  @Override
  public Running fit(float[] past) {
    return new Line(past);
  }

  private static final class Line implements Running {
    private final float first;
    private float last;
    private long steps;

    Line(float[] past) {
      first = past[0];
      last = past[past.length - 1];
      steps = past.length - 1L;
    }

    @Override
    public void observe(float value) {
      last = value;
      steps++;
    }

    @Override
    public void forecast(float[] points) {
      double slope = steps == 0 ? 0 : ((double) last - first) / steps;
      for (int step = 1; step <= points.length; step++) {
        points[step - 1] = (float) (last + step * slope);
      }
    }
  }
}
