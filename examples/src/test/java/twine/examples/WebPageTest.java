package twine.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Factory;
import twine.net.TcpPort;
import twine.protocols.LineReceiver;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.trial.SetUp;
import twine.trial.TearDown;
import twine.trial.Trial;

/** Part 22: web pages with poems from a database, whose driver blocks. */
@Tag("P5.15")
@Tag("P22.1")
final class WebPageTest {
  private static final Pattern REQUEST = Pattern.compile("GET /(\\S*) HTTP/1\\.[01]");

  private final JdbcDataSource database = new JdbcDataSource();
  private final Reactor reactor;
  private final Connection keepsItInMemory;
  private final TcpPort port;
  private final HttpClient browser =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  WebPageTest(Reactor reactor) throws SQLException {
    this.reactor = reactor;
    database.setURL("jdbc:h2:mem:poems;LOCK_TIMEOUT=60000");
    keepsItInMemory = database.getConnection();
    port = reactor.listenTcp(0, Factory.of(PoemPage::new), ListenOptions.LOOPBACK);
  }

  /** As much of HTTP as a browser wants to hear. */
  private final class PoemPage extends LineReceiver {
    private @Nullable Deferred<?> answer;
    private String request = "";

    @Override
    protected void lineReceived(ByteBuffer line) {
      if (request.isEmpty()) {
        request = UTF_8.decode(line).toString();
      } else if (!line.hasRemaining() && answer == null) { // the headers have ended
        answer =
            answer()
                .addErrback(failure -> page("500 Internal Server Error", "There is no library."))
                .onResult(page -> transport().write(UTF_8.encode(page)))
                .onBoth(() -> transport().loseConnection());
      }
    }

    private Deferred<String> answer() {
      Matcher get = REQUEST.matcher(request);
      return get.matches()
          ? poemOf(get.group(1))
              .addCallback(poem ->
                  poem.map(text -> page("200 OK", text))
                      .orElseGet(() -> page("404 Not Found", "There is no such poet.")))
          : Deferred.succeed(page("400 Bad Request", "What?"));
    }

    private static String page(String status, String text) {
      return "HTTP/1.1 " + status + "\r\nConnection: close\r\n\r\n" + text + "\n";
    }

    @Override
    public void connectionLost(Failure reason) {
      if (answer != null) {
        answer.cancel();
      }
    }
  }

  /** The query blocks, and is made on another thread. */
  private Deferred<Optional<String>> poemOf(String poet) {
    return reactor.deferToThread(() -> query(poet));
  }

  /** Counts a reader, and gives what there is to read. */
  private Optional<String> query(String poet) throws SQLException {
    try (Connection connection = database.getConnection()) {
      count(connection, poet);
      try (PreparedStatement select =
          connection.prepareStatement("select title from poems where poet = ?")) {
        select.setString(1, poet);
        ResultSet found = select.executeQuery();
        return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
      }
    }
  }

  private static void count(Connection connection, String poet) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update poems set readers = readers + 1 where poet = ?")) {
      update.setString(1, poet);
      update.execute();
    }
  }

  @SetUp
  void write() throws SQLException {
    try (var statement = keepsItInMemory.createStatement()) {
      statement.execute(
          "create table poems (poet varchar primary key, title varchar, readers int)");
      statement.execute("insert into poems values ('Poe', 'To Science', 0)");
      statement.execute("insert into poems values ('Donne', 'The Ecstasy', 0)");
    }
  }

  @TearDown
  Deferred<?> close() throws SQLException {
    browser.shutdownNow();
    keepsItInMemory.close();
    return port.stopListening();
  }

  private Deferred<HttpResponse<String>> get(String page) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.getHost().port() + "/" + page))
            .build();
    return Deferred.fromFuture(
        browser.sendAsync(request, HttpResponse.BodyHandlers.ofString()), reactor);
  }

  @Trial
  void aPageIsMadeFromTheDatabase() throws Exception {
    HttpResponse<String> page = await(get("Poe"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEqualTo("To Science\n");
  }

  @Trial
  void whatIsNotThereIsNotFound() throws Exception {
    assertThat(await(get("Yeats")).statusCode()).isEqualTo(404);
    assertThat(await(get("Donne'%20or%20'1'='1")).statusCode()).isEqualTo(404);
  }

  @Trial
  void whileAQueryWaitsForALockOthersAreServed() throws Exception {
    try (Connection somebody = database.getConnection()) {
      somebody.setAutoCommit(false);
      count(somebody, "Poe");
      Deferred<HttpResponse<String>> waits = get("Poe");
      assertThat(await(get("Donne")).body()).isEqualTo("The Ecstasy\n");
      assertThat(waits.hasFired()).isFalse();
      somebody.commit();
      assertThat(await(waits).body()).isEqualTo("To Science\n");
    }
  }

  @Trial
  void aDatabaseThatCannotAnswerIsAnErrorOfTheServers() throws Exception {
    try (var statement = keepsItInMemory.createStatement()) {
      statement.execute("drop table poems");
    }
    assertThat(await(get("Poe")).statusCode()).isEqualTo(500);
  }
}
