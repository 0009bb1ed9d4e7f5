package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twine.poetry.StagedServer.Client;

/** The client a person would use, when a person wants more than the poem. */
final class GetTransformedIT {
  private static final byte[] POEM = "The POEM\n".getBytes(UTF_8);
  private static final int REQUEST = "21:cummingsify.The POEM\n,".length();

  private static Started get(String via, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("get", "--transform", "cummingsify", "--via", via));
    all.addAll(List.of(arguments));
    return Started.start(all.toArray(String[]::new));
  }

  private static void send(StagedServer server) throws Exception {
    Client client = server.accept();
    client.send(POEM);
    client.finish();
  }

  @Test
  void poemsAreTransformedAndPrintedInTheOrderOfTheAddresses() throws Exception {
    try (Started transforms = Started.start("transform-server");
        StagedServer one = StagedServer.listen();
        StagedServer two = StagedServer.listen();
        Started get = get(transforms.awaitServing().toString(), one.port(), two.port())) {
      Client first = one.accept();
      send(two);
      get.awaitError(two.address() + ": 9 bytes of poetry in 0:00:");
      first.send("The FIRST\n".getBytes(UTF_8));
      first.finish();
      Ended ended = get.end();
      assertThat(ended.output()).isEqualTo("the first\n\nthe poem\n");
      assertThat(ended.errors()).doesNotContain("poetry get: ");
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void aPoemThatIsNotTransformedIsPrintedAsItIsAndTheStatusSaysSo() throws Exception {
    try (var closed = new ClosedPort();
        StagedServer poems = StagedServer.listen();
        Started get = get(closed.port(), poems.port())) {
      send(poems);
      Ended ended = get.end();
      assertThat(ended.bytes()).isEqualTo(POEM);
      assertThat(ended.errors())
          .contains(
              "poetry get: The poem from %s stays as it is: Connection was refused by other side: "
                      .formatted(poems.address())
                  + "127.0.0.1:"
                  + closed.port()
                  + "\n");
      assertThat(ended.status()).isEqualTo(1);
    }
  }

  @Test
  void itAsksAgainForTheTransformOnlyWhenTheTransformServerDies() throws Exception {
    try (StagedServer transforms = StagedServer.listen();
        StagedServer poems = StagedServer.listen();
        Started get = get(transforms.port(), "--retries", "1", poems.port())) {
      send(poems);
      Client mortal = transforms.accept();
      mortal.send("9:the".getBytes(UTF_8));
      mortal.read(REQUEST);
      mortal.hangUp();
      get.awaitError("it closed the connection in the middle of its answer; trying again in 0.5 s");
      Client revived = transforms.accept();
      revived.send("9:the poem\n,".getBytes(UTF_8));
      revived.awaitHangUp();
      Ended ended = get.end();
      assertThat(ended.output()).isEqualTo("the poem\n");
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void aTransformServerMayTakeNoLongerThanAnyOther() throws Exception {
    try (StagedServer transforms = StagedServer.listen();
        StagedServer poems = StagedServer.listen();
        Started get = get(transforms.port(), "--timeout", "2", poems.port())) {
      send(poems);
      transforms.accept().awaitHangUp();
      Ended ended = get.end();
      assertThat(ended.bytes()).isEqualTo(POEM);
      assertThat(ended.errors())
          .contains(" stays as it is: No poem from " + transforms.address() + " within 2 s\n");
      assertThat(ended.status()).isEqualTo(1);
    }
  }
}
