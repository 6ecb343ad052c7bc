package io.foreflow.evaluation.baseline;

/** The last reading, continued along the line from the first reading to it. */
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
    private long since;

    Line(float[] past) {
      first = past[0];
      last = first;
      for (int i = 1; i < past.length; i++) {
        observe(past[i]);
      }
    }

    @Override
    public void observe(float value) {
      since++;
      if (!Float.isNaN(value)) {
        last = value;
        steps += since;
        since = 0;
      }
    }

    @Override
    public void forecast(float[] points) {
      double slope = steps == 0 ? 0 : ((double) last - first) / steps;
      for (int step = 1; step <= points.length; step++) {
        points[step - 1] = (float) (last + (since + step) * slope);
      }
    }
  }
}
