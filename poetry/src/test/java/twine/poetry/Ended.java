package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** How a program ended, and everything that it said. */
final class Ended {
  private final int status;
  private final byte[] output;
  private final byte[] errors;

  Ended(int status, byte[] output, byte[] errors) {
    this.status = status;
    this.output = output;
    this.errors = errors;
  }

  int status() {
    return status;
  }

  byte[] bytes() {
    return output.clone();
  }

  String output() {
    return new String(output, UTF_8);
  }

  List<String> lines() {
    return output().lines().toList();
  }

  String errors() {
    return new String(errors, UTF_8);
  }
}
