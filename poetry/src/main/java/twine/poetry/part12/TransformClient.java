package twine.poetry.part12;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.UnknownHostException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.Arguments;
import twine.poetry.command.PoemOutput;
import twine.poetry.command.Program;
import twine.poetry.command.Transformation;
import twine.poetry.command.Usage;

/**
 * Part 12, exercise 5: a client of the transform server that is synchronous, without a reactor.
 *
 * <p>Watch how plainly it reads, because every line of it waits.
 */
public final class TransformClient implements Program {

  /** The longest answer, in bytes: transforms may make poems longer, but not for ever. */
  private static final int MAX_ANSWER = 16 * 1024 * 1024;

  private final Wanted wanted = new Wanted();

  @Override
  public Usage usage() {
    return new Usage(
        "Has a poem transformed by a server: reads it from standard input, and prints what comes "
            + "back.",
        wanted);
  }

  @Override
  public int run() throws IOException {
    byte[] name = wanted.name().getBytes(UTF_8);
    TcpAddress server = wanted.server();
    var request = new ByteArrayOutputStream();
    request.writeBytes(name);
    request.write('.');
    System.in.transferTo(request);
    PoemOutput.standard().poem(transform(server, request.toByteArray()));
    return 0;
  }

  private static byte[] transform(TcpAddress server, byte[] request) throws IOException {
    try (Socket socket = connect(server)) {
      // Whoever ends this program while it waits resets the connection, so that the server knows.
      socket.setSoLinger(true, 0);
      BlockingNetstrings.write(socket.getOutputStream(), request);
      return BlockingNetstrings.read(socket.getInputStream(), MAX_ANSWER);
    } catch (IOException e) {
      throw new IOException(server + ": " + e.getMessage(), e);
    }
  }

  private static Socket connect(TcpAddress server) throws IOException {
    try {
      return new Socket(server.host(), server.port());
    } catch (UnknownHostException e) {
      throw new IOException("unknown host", e);
    }
  }

  /** What is wanted, and from whom. */
  private static final class Wanted implements Arguments {
    private final PositionalParamSpec name = argument(0, "NAME", "The transform to ask for.");
    private final PositionalParamSpec server =
        argument(1, "ADDRESS", "The transform server, [HOST:]PORT.");

    private static PositionalParamSpec argument(int index, String label, String description) {
      return PositionalParamSpec.builder()
          .paramLabel(label)
          .index(Integer.toString(index))
          .arity("1")
          .type(String.class)
          .required(true)
          .description(description)
          .build();
    }

    @Override
    public void addTo(CommandSpec command) {
      command.addPositional(name).addPositional(server);
    }

    private String name() {
      return Transformation.checkName(name.getValue());
    }

    private TcpAddress server() {
      return Addresses.parse(server.getValue());
    }
  }
}
