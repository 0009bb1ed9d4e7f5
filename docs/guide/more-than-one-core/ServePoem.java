import module twine.core;

void main() throws Exception {
  byte[] poem = Files.readAllBytes(Path.of("poetry/ecstasy.txt"));
  ReactorGroup group = ReactorGroup.create();
  group.listenTcp(10_000, reactor -> Factory.of(() -> new Poet(poem)));
  group.run();
}

static final class Poet extends Protocol {
  private final byte[] poem;

  Poet(byte[] poem) {
    this.poem = poem;
  }

  @Override
  public void connectionMade() {
    transport().write(poem);
    transport().loseConnection();
  }
}
