package io.foreflow.trainer.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/** Draws an image on white, at twice the resolution of the points. Needs no screen. */
final class PngCanvas implements Canvas {

  private static final double SCALE = 2;
  private static final int FONT_SIZE = 11;

  private final double width;
  private final double height;
  private final BufferedImage image;
  private final Graphics2D graphics;

  PngCanvas(double width, double height) {
    this.width = width;
    this.height = height;
    image =
        new BufferedImage(
            (int) (width * SCALE), (int) (height * SCALE), BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SCALE, SCALE);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
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
  public void line(double[] x, double[] y, Ink ink, double strokeWidth) {
    graphics.setColor(ink.color(1));
    graphics.setStroke(new BasicStroke((float) strokeWidth));
    graphics.draw(path(x, y));
  }

  @Override
  public void fill(double[] x, double[] y, Ink ink, double opacity) {
    Path2D path = path(x, y);
    path.closePath();
    graphics.setColor(ink.color(opacity));
    graphics.fill(path);
  }

  @Override
  public void text(double x, double y, String text, Anchor anchor, Ink ink) {
    double wide = graphics.getFontMetrics().stringWidth(text);
    double shift =
        switch (anchor) {
          case START -> 0;
          case MIDDLE -> wide / 2;
          case END -> wide;
        };
    graphics.setColor(ink.color(1));
    graphics.drawString(text, (float) (x - shift), (float) y);
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
