package twine.poetry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import twine.poetry.simulator.Step.Fail;
import twine.poetry.simulator.Step.Passthru;
import twine.poetry.simulator.Step.Return;

/** The drawings of one chain, which crosses over both ways. */
final class DrawingTest {
  private static final List<Pair> PAIRS =
      List.of(
          new Pair(new Fail("bad"), new Passthru()), new Pair(new Passthru(), new Return("<ok>")));

  private static final String WIDE =
      """
                     Deferred                              d.callback(initial)                         d.errback(initial*)
                     --------                              -------------------                         -------------------

                                              |        initial                            |                            initial*
                                              |           |                               |                               |
                                              |           |                               |                               |
                                              |          \\|/                              |                              \\|/
      ------------------  ------------------  |   ------------------                      |                       ------------------
      |                |  |                |  |   |    initial     |                      |                       |    initial*    |
      |    fail bad    |  |    passthru    |  |   |    fail bad    |                      |                       |    passthru    |
      |                |  |                |  |   |      bad*      |                      |                       |    initial*    |
      ------------------  ------------------  |   ------------------                      |                       ------------------
                                              |           |                               |                               |
                                              |           |-------------------|           |                               |
                                              |                              \\|/          |                              \\|/
      ------------------  ------------------  |                       ------------------  |                       ------------------
      |                |  |                |  |                       |      bad*      |  |                       |    initial*    |
      |    passthru    |  |  return <ok>   |  |                       |  return <ok>   |  |                       |  return <ok>   |
      |                |  |                |  |                       |      <ok>      |  |                       |      <ok>      |
      ------------------  ------------------  |                       ------------------  |                       ------------------
                                              |                               |           |                               |
                                              |           |-------------------|           |           |-------------------|
                                              |          \\|/                              |          \\|/
                                              |          <ok>                             |          <ok>
      """;

  private static final String NARROW_END =
      """
               d.errback(initial*)
               -------------------

                               initial*
                                  |
                                  |
                                 \\|/
                          ------------------
                          |    initial*    |
                          |    passthru    |
                          |    initial*    |
                          ------------------
                                  |
                                  |
                                 \\|/
                          ------------------
                          |    initial*    |
                          |  return <ok>   |
                          |      <ok>      |
                          ------------------
                                  |
              |-------------------|
             \\|/
             <ok>
      """;

  @Test
  void theThreeAreSideBySide() {
    assertThat(TextDrawing.wide(PAIRS)).isEqualTo(WIDE);
  }

  @Test
  void orOneBelowTheOther() {
    String narrow = TextDrawing.narrow(PAIRS);
    assertThat(narrow).endsWith(NARROW_END);
    assertThat(narrow.lines()).allMatch(line -> line.length() <= 38);
  }

  @Test
  void theFigureHasTheBoxesAndThePathsInTheirColours() throws Exception {
    Document figure =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(SvgDrawing.of(PAIRS))));
    assertThat(count(figure, "g", "callback")).isEqualTo(2 + 1);
    assertThat(count(figure, "g", "errback")).isEqualTo(2 + 1 + 2);
    assertThat(count(figure, "g", "callback idle")).isEqualTo(1 + 2);
    assertThat(count(figure, "g", "errback idle")).isEqualTo(1);
    assertThat(count(figure, "path", "path result")).isEqualTo(2 + 1);
    assertThat(count(figure, "path", "path failure")).isEqualTo(1 + 2);
    assertThat(figure.getDocumentElement().getTextContent()).contains("return <ok>");
  }

  private static int count(Document figure, String tag, String type) {
    NodeList elements = figure.getElementsByTagName(tag);
    int count = 0;
    for (int i = 0; i < elements.getLength(); i++) {
      if (((Element) elements.item(i)).getAttribute("class").equals(type)) {
        count++;
      }
    }
    return count;
  }
}
