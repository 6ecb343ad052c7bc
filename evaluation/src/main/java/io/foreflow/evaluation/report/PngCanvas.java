package io.foreflow.evaluation.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/**
 * A canvas that draws an image on white, at twice the resolution of the points. It needs no screen.
 */
final class PngCanvas implements Canvas {

  private static final double SCALE = 2;
  private static final int FONT_SIZE = 12;

  private final double width;
  private final double height;
  private final BufferedImage image;
  private final Graphics2D graphics;

  PngCanvas(double width, double height) {
    this(width, height, 0);
  }

  /**
   * @param above room for a heading above the canvas; places in it have a negative {@code y}
   */
  PngCanvas(double width, double height, double above) {
    this.width = width;
    this.height = height;
    image =
        new BufferedImage(
            (int) (width * SCALE), (int) ((above + height) * SCALE), BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SCALE, SCALE);
    graphics.translate(0, above);
    graphics.setFont(font(Font.PLAIN));
  }

  private static Font font(int style) {
    return new Font(Font.SANS_SERIF, style, FONT_SIZE);
  }

  @Override
  public double width() {
    return width;
  }

  @Override
  public double height() {
    return height;
  }

  @Override
  public void line(double[] x, double[] y, LineStyle style) {
    graphics.setColor(style.color().color(1));
    graphics.setStroke(stroke(style));
    graphics.draw(path(x, y));
  }

  private static BasicStroke stroke(LineStyle style) {
    float width = (float) style.width();
    if (style.dash().isEmpty()) {
      return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }
    float[] dash = new float[style.dash().size()];
    for (int i = 0; i < dash.length; i++) {
      dash[i] = style.dash().get(i).floatValue();
    }
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
  }

  @Override
  public void fill(double[] x, double[] y, PlotColor color, double opacity) {
    Path2D path = path(x, y);
    path.closePath();
    graphics.setColor(color.color(opacity));
    graphics.fill(path);
  }

  @Override
  public void dot(double x, double y, double radius, PlotColor color) {
    graphics.setColor(color.color(1));
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  @Override
  public void text(double x, double y, String text, Anchor anchor, PlotColor color) {
    double shift =
        switch (anchor) {
          case START -> 0;
          case MIDDLE -> widthOf(text) / 2;
          case END -> widthOf(text);
        };
    graphics.setColor(color.color(1));
    graphics.drawString(text, (float) (x - shift), (float) y);
  }

  /** Writes a bold text from {@code x} on. */
  void heading(double x, double y, String text) {
    graphics.setFont(font(Font.BOLD));
    text(x, y, text, Anchor.START, PlotColor.TEXT);
    graphics.setFont(font(Font.PLAIN));
  }

  /** The width of a text in points. */
  double widthOf(String text) {
    return graphics.getFontMetrics().stringWidth(text);
  }

  private static Path2D path(double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < x.length; i++) {
      if (i == 0) {
        path.moveTo(x[i], y[i]);
      } else {
        path.lineTo(x[i], y[i]);
      }
    }
    return path;
  }

  /** Writes the image. */
  void writeTo(OutputStream out) throws IOException {
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this Java has no writer for PNG");
    }
  }
}
